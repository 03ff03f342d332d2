using LeadDashboard.Core.Activities;

namespace LeadDashboard.Core.Sampling;

/// <summary>
/// What a lead does between its arrival and the decision. Nothing here knows the outcome: the outcome is drawn from
/// what was done.
/// </summary>
internal static class SampleActivities
{
    /// <param name="windowDays">Activities happen within so many days of the creation.</param>
    public static void Add(SampleLead lead, SampleOptions options, double windowDays, DateTime closedUtc)
    {
        var random = new SampleRandom(options.Seed, lead.Index, 4);
        var interest = random.NextNormal() + (lead.TimeframeIndex is 0 or 1 ? 0.25 : 0) + 0.2 * lead.NoteMood;
        var until = closedUtc < options.NowUtc ? closedUtc : options.NowUtc;
        var pace = windowDays / 3 * Math.Exp(0.25 * random.NextNormal());

        // A quarter of the mailboxes is read by a scanner: it opens everything and clicks nothing.
        var isScanned = random.Chance(0.12);
        var openCount = isScanned ? 4 + random.NextPoisson(3) : random.NextPoisson(1.7 * Math.Exp(0.3 * interest));
        var clickRate = isScanned ? 0.04 : 1 / (1 + Math.Exp(0.9 - 0.6 * interest));
        for (var i = 0; i < openCount; i++)
        {
            var at = Add(lead, ActivityKind.Open, "", ref random, pace, windowDays, until);
            if (at is { } opened && random.Chance(clickRate) && opened.AddMinutes(2) < until)
            {
                lead.Activities.Add(new SampleActivity(ActivityKind.Click, opened.AddMinutes(1), ""));
            }
        }

        AddMany(ActivityKind.Visit, random.NextPoisson(2.2 * Math.Exp(0.5 * interest)), ref random);
        AddMany(ActivityKind.Download, random.NextPoisson(0.35 * Math.Exp(0.5 * interest)), ref random);
        AddMany(ActivityKind.Form, random.Chance(1 / (1 + Math.Exp(1.4 - 0.5 * interest))) ? 1 : 0, ref random);
        AddMany(ActivityKind.Call, random.NextPoisson(0.9), ref random);
        AddMany(ActivityKind.Meeting, random.NextPoisson(0.2 * Math.Exp(0.7 * interest)), ref random);
        AddMany(ActivityKind.Trial, random.Chance(1 / (1 + Math.Exp(2.1 - 0.9 * interest))) ? 1 : 0, ref random);
        var mayOrder = lead.ProductIndex < 2;
        AddMany(
            ActivityKind.Cart,
            mayOrder && random.Chance(1 / (1 + Math.Exp(2.4 - 0.9 * interest))) ? 1 : 0,
            ref random
        );
        lead.Activities.Sort(
            static (a, b) =>
                a.OccurredUtc.CompareTo(b.OccurredUtc) is not 0 and var order ? order : a.Kind.CompareTo(b.Kind)
        );

        void AddMany(ActivityKind kind, int count, ref SampleRandom draw)
        {
            for (var i = 0; i < count; i++)
            {
                Add(lead, kind, Detail(kind, ref draw), ref draw, pace, windowDays, until);
            }
        }
    }

    private static DateTime? Add(
        SampleLead lead,
        ActivityKind kind,
        string detail,
        ref SampleRandom random,
        double pace,
        double windowDays,
        DateTime until
    )
    {
        var days = Math.Min(windowDays, -Math.Log(1 - random.NextDouble()) * pace);
        var at = lead.CreatedUtc.AddMinutes(1 + Math.Floor(days * 1440));
        if (at >= until)
        {
            return null;
        }

        lead.Activities.Add(new SampleActivity(kind, at, detail));
        return at;
    }

    private static string Detail(ActivityKind kind, ref SampleRandom random) =>
        kind switch
        {
            ActivityKind.Visit => random.Pick(SampleWords.Pages),
            ActivityKind.Download => random.Chance(0.5) ? "ROI white paper" : "Product brochure",
            ActivityKind.Form => random.Chance(0.6) ? "Contact form" : "Demo request",
            ActivityKind.Meeting => random.Chance(0.5) ? "Online demo" : "On site",
            _ => "",
        };
}
