using LeadDashboard.Core.Activities;

namespace LeadDashboard.Core.Sampling;

/// <summary>
/// The law that decides who buys: main effects, interactions, thresholds, season and trend, all of values that the
/// files show.
/// Constants were set so that about 15 % of decided leads are won and the law itself ranks them with an AUC between
/// 0.85 and 0.90.
/// </summary>
internal static class SampleTruth
{
    private static readonly double[] Timeframe = [1.05, 0.5, -0.15, -1.15];
    private static readonly double[] CurrentSolution = [0.15, 0.6, -0.1, -0.55];

    /// <summary>
    /// By size, then seniority: the owner decides in a small firm; in a large one the department does.
    /// </summary>
    private static readonly double[][] Decides =
    [
        [-0.9, -0.5, -0.1, 0.3, 0.5],
        [-0.9, -0.4, 0.0, 0.4, 0.7],
        [-1.0, -0.2, 0.3, 0.6, 0.5],
        [-1.1, -0.2, 0.5, 0.7, 0.1],
        [-1.2, -0.3, 0.4, 0.5, -0.4],
        [-1.2, -0.4, 0.1, 0.2, -0.8],
    ];

    /// <summary>By industry, then product.</summary>
    private static readonly double[][] Fit =
    [
        [0.5, 0.4, -0.1, 0.2],
        [-0.2, 0.3, 0.7, 0.3],
        [-0.4, 0.1, 0.6, 0.5],
        [-0.3, -0.2, 0.4, 0.1],
        [0.6, 0.1, -0.6, -0.2],
        [0.2, 0.5, 0.1, -0.3],
        [-0.8, -0.6, -0.2, 0.1],
        [0.3, 0.2, -0.3, 0.4],
        [-0.2, 0.1, 0.5, -0.1],
        [-0.5, -0.9, -0.7, -0.2],
    ];

    private static readonly double[] Owner = [0.15, -0.1, 0.05, -0.15, 0.1, 0, -0.05, 0.08];

    public static double Probability(SampleLead lead, double share)
    {
        var logOdds = -4.1 + Profile(lead) + Marketing(lead, share) + Engagement(lead) + Calendar(lead, share);
        return 1 / (1 + Math.Exp(-logOdds));
    }

    private static double Profile(SampleLead lead)
    {
        var value =
            lead.Country.Effect
            + Decides[lead.SizeIndex][lead.Seniority]
            + Fit[lead.IndustryIndex][lead.ProductIndex]
            + Owner[lead.OwnerIndex];
        value += lead.TimeframeIndex < 0 ? -0.25 : Timeframe[lead.TimeframeIndex];
        value += lead.CurrentSolutionIndex < 0 ? -0.1 : CurrentSolution[lead.CurrentSolutionIndex];
        value += lead.HasFreeEmail ? -0.6 : 0;
        value += lead.Phone.Length == 0 ? -0.4 : 0;
        value += 0.95 * lead.NoteMood;

        // Too few users do not need the product, very many find it too small: a hump, not a line.
        if (lead.UserCount > 0)
        {
            var distance = Math.Log(lead.UserCount / 25.0);
            value += 0.35 - 0.18 * distance * distance;
        }

        return value - 0.12 * Math.Log((double)lead.ValueAmount / 9000);
    }

    private static double Marketing(SampleLead lead, double share)
    {
        var campaign = lead.Campaign;
        var value = campaign.Effect + campaign.Fade * (share - campaign.FromShare);
        value += lead.IsNewsletterReader ? 0.25 : 0;

        // A quick answer helps most where several vendors are asked at once.
        var isPaid = campaign.Channel is "Paid search" or "Paid social";
        return value - (isPaid ? 0.3 : 0.12) * Math.Log(1 + lead.ResponseHours / 4);
    }

    private static double Engagement(SampleLead lead)
    {
        Span<int> counts = stackalloc int[10];
        counts.Clear();
        var late = 0;
        foreach (var activity in lead.Activities)
        {
            counts[(int)activity.Kind]++;
            late += (activity.OccurredUtc - lead.CreatedUtc).TotalDays > 8 ? 1 : 0;
        }

        var hasTrial = counts[(int)ActivityKind.Trial] > 0;
        var hasMeeting = counts[(int)ActivityKind.Meeting] > 0;
        var value =
            0.4 * Math.Log(1 + counts[(int)ActivityKind.Visit])
            + 0.5 * Math.Log(1 + counts[(int)ActivityKind.Click])
            + 0.3 * Math.Log(1 + counts[(int)ActivityKind.Download])
            + 0.45 * Math.Min(1, counts[(int)ActivityKind.Form])
            + 0.75 * Math.Min(2, counts[(int)ActivityKind.Meeting])
            + 0.15 * Math.Min(3, counts[(int)ActivityKind.Call])
            + (hasTrial ? 0.85 : 0)
            + (counts[(int)ActivityKind.Cart] > 0 ? 0.9 : 0)
            + (hasTrial && hasMeeting ? 0.6 : 0)
            + (late >= 3 ? 0.5 : 0);

        // Opens without a click are a scanner or a bored reader.
        return counts[(int)ActivityKind.Open] >= 4 && counts[(int)ActivityKind.Click] == 0 ? value - 0.6 : value;
    }

    private static double Calendar(SampleLead lead, double share)
    {
        var month = lead.CreatedUtc.Month;
        var season =
            month is 12 or 7 or 8 ? -0.3
            : month is 3 or 9 or 10 ? 0.2
            : 0;
        return season + 0.3 * (share - 0.5);
    }
}
