namespace LeadDashboard.Core.Sampling;

/// <summary>What a sample campaign is planned to do.</summary>
/// <param name="FromShare">Start as a share 0..1 of the sample's time span.</param>
/// <param name="ToShare">End as a share 0..1 of the sample's time span.</param>
/// <param name="Weight">Relative number of leads while it runs.</param>
/// <param name="LeadCost">Planned spend per lead.</param>
/// <param name="Effect">Share in the log-odds of a win.</param>
/// <param name="Fade">Added to <paramref name="Effect"/> in proportion to the time since its start: campaigns wear out
/// or get better.</param>
/// <param name="InChina">Multiplies its weight for leads from China.</param>
/// <param name="Elsewhere">Multiplies its weight for all other leads.</param>
internal sealed record SampleCampaign(
    string Name,
    string Channel,
    string Source,
    double FromShare,
    double ToShare,
    double Weight,
    double LeadCost,
    double Effect,
    double Fade,
    double InChina = 0.3,
    double Elsewhere = 1
)
{
    public double WeightAt(double share, bool fromChina) =>
        share >= FromShare && share < ToShare ? Weight * (fromChina ? InChina : Elsewhere) : 0;
}

/// <summary>The campaign plan and the money spent on it, day by day.</summary>
internal static class SampleCampaigns
{
    /// <summary>The last three bring leads without a campaign: nobody paid for them.</summary>
    public static SampleCampaign[] All { get; } =
    [
        new("Brand Search", "Paid search", "Google Ads", 0, 1, 1.3, 340, 0.35, 0),
        new("Competitor Search", "Paid search", "Google Ads", 0.15, 1, 1.1, 900, -0.55, -0.5),
        new("Baidu Search", "Paid search", "Baidu", 0.25, 1, 0.5, 420, 0.05, 0.2, 8, 0.02),
        new("LinkedIn Decision Makers", "Paid social", "LinkedIn", 0, 1, 1.2, 640, 0.45, 0.3),
        new("LinkedIn Retargeting", "Paid social", "LinkedIn", 0.1, 1, 0.9, 610, 0.5, -1.5),
        new("Instagram Awareness", "Paid social", "Instagram", 0.3, 0.75, 0.9, 560, -1.1, 0),
        new("WeChat Launch", "Paid social", "WeChat", 0.4, 1, 0.35, 610, 0.3, 0, 10, 0.02),
        new("双十一企业促销", "Paid social", "WeChat", 0.66, 0.74, 0.8, 560, -0.2, 0, 10, 0.02),
        new("Spring Trade Fair", "Event", "Trade fair", 0.28, 0.34, 3.2, 900, 0.25, 0),
        new("Autumn Trade Fair", "Event", "Trade fair", 0.6, 0.66, 3.4, 1250, 0.1, 0),
        new("Product Webinars", "Webinar", "Webinar", 0.05, 1, 1.0, 260, 0.4, 0),
        new("ROI White Paper", "Content", "White paper", 0, 0.85, 1.1, 190, -0.4, 0),
        new("Customer Newsletter", "E-mail", "Newsletter", 0, 1, 0.9, 190, -0.1, 0.2),
        new("Win-back Mails", "E-mail", "Newsletter", 0.5, 1, 0.6, 240, -0.8, 0),
        new("", "Organic", "Organic search", 0, 1, 1.1, 0, 0.1, 0, 0.8),
        new("", "Referral", "Customer referral", 0, 1, 0.5, 0, 1.0, 0, 1),
        new("", "Outbound", "Cold call", 0, 1, 0.8, 0, -0.9, 0, 0.6),
    ];

    private static double ChinaShare { get; } =
        SampleCountries.All.Single(country => country.IsChinese).Weight
        / SampleCountries.All.Sum(country => country.Weight);

    public static int Pick(ref SampleRandom random, double share, bool fromChina)
    {
        Span<double> weights = stackalloc double[All.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = All[i].WeightAt(share, fromChina);
        }

        return random.PickWeighted(weights);
    }

    /// <summary>Spend of one campaign on one day, exact cents; 0 while it does not run.</summary>
    /// <param name="leadsThatDay">Leads of all campaigns the day is expected to bring.</param>
    public static decimal SpendOn(int campaignIndex, DateTime dayUtc, double share, double leadsThatDay, int seed)
    {
        var campaign = All[campaignIndex];
        var leads =
            leadsThatDay
            * (
                ChinaShare * ShareAmong(share, campaign, fromChina: true)
                + (1 - ChinaShare) * ShareAmong(share, campaign, fromChina: false)
            );
        if (campaign.Name.Length == 0 || leads == 0)
        {
            return 0;
        }

        var random = new SampleRandom(seed, dayUtc.Ticks / TimeSpan.TicksPerDay, 100 + campaignIndex);
        var weekday = dayUtc.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.55 : 1.18;
        var spend = campaign.LeadCost * leads * weekday * Math.Exp(0.22 * random.NextNormal());
        return Math.Round((decimal)spend, 2, MidpointRounding.AwayFromZero);
    }

    /// <summary>Share 0..1 of the leads of that origin which the campaign brings at that time.</summary>
    private static double ShareAmong(double share, SampleCampaign campaign, bool fromChina)
    {
        var all = 0.0;
        foreach (var other in All)
        {
            all += other.WeightAt(share, fromChina);
        }

        return campaign.WeightAt(share, fromChina) / all;
    }
}
