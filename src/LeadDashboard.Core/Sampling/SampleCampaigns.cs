namespace LeadDashboard.Core.Sampling;

/// <summary>What a sample campaign is planned to do.</summary>
/// <param name="FromShare">Start as a share 0..1 of the sample's time span.</param>
/// <param name="ToShare">End as a share 0..1 of the sample's time span.</param>
/// <param name="Weight">Relative number of leads while it runs.</param>
/// <param name="LeadCost">Planned spend per lead.</param>
/// <param name="Effect">Share in the log-odds of a win.</param>
/// <param name="Fade">Added to <paramref name="Effect"/> in proportion to the time since its start: campaigns wear out or get better.</param>
/// <param name="ChinaShare">Multiplies its weight for leads from China.</param>
internal sealed record SampleCampaign(
    string Name, string Channel, string Source, double FromShare, double ToShare, double Weight, double LeadCost, double Effect, double Fade, double ChinaShare = 0.3)
{
    public bool RunsAt(double share) => share >= FromShare && share < ToShare;
}

/// <summary>The campaign plan and the money spent on it, day by day.</summary>
internal static class SampleCampaigns
{
    /// <summary>The last three bring leads without a campaign: nobody paid for them.</summary>
    public static SampleCampaign[] All { get; } =
    [
        new("Brand Search", "Paid search", "Google Ads", 0, 1, 1.3, 340, 0.35, 0),
        new("Competitor Search", "Paid search", "Google Ads", 0.15, 1, 1.1, 680, -0.55, -0.5),
        new("Baidu Search", "Paid search", "Baidu", 0.25, 1, 0.5, 330, 0.05, 0.2, 8),
        new("LinkedIn Decision Makers", "Paid social", "LinkedIn", 0, 1, 1.2, 640, 0.45, 0.3),
        new("LinkedIn Retargeting", "Paid social", "LinkedIn", 0.1, 1, 0.9, 520, 0.5, -1.5),
        new("Instagram Awareness", "Paid social", "Instagram", 0.3, 0.75, 0.9, 420, -1.1, 0),
        new("WeChat Launch", "Paid social", "WeChat", 0.4, 1, 0.35, 330, 0.3, 0, 10),
        new("双十一企业促销", "Paid social", "WeChat", 0.66, 0.74, 0.8, 420, -0.2, 0, 10),
        new("Spring Trade Fair", "Event", "Trade fair", 0.28, 0.34, 3.2, 900, 0.25, 0),
        new("Autumn Trade Fair", "Event", "Trade fair", 0.6, 0.66, 3.4, 1250, 0.1, 0),
        new("Product Webinars", "Webinar", "Webinar", 0.05, 1, 1.0, 260, 0.4, 0),
        new("ROI White Paper", "Content", "White paper", 0, 0.85, 1.1, 190, -0.4, 0),
        new("Customer Newsletter", "E-mail", "Newsletter", 0, 1, 0.9, 60, -0.1, 0.2),
        new("Win-back Mails", "E-mail", "Newsletter", 0.5, 1, 0.6, 150, -0.8, 0),
        new("", "Organic", "Organic search", 0, 1, 1.1, 0, 0.1, 0, 0.8),
        new("", "Referral", "Customer referral", 0, 1, 0.5, 0, 1.0, 0, 1),
        new("", "Outbound", "Cold call", 0, 1, 0.8, 0, -0.9, 0, 0.6),
    ];

    public static int Pick(ref SampleRandom random, double share, bool fromChina)
    {
        Span<double> weights = stackalloc double[All.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = All[i].RunsAt(share) ? All[i].Weight * (fromChina ? All[i].ChinaShare : 1) : 0;
        }

        return random.PickWeighted(weights);
    }

    /// <summary>Spend of one campaign on one day, exact cents; 0 while it does not run.</summary>
    /// <param name="leadsThatDay">Leads of all campaigns the day is expected to bring.</param>
    public static decimal SpendOn(int campaignIndex, DateTime dayUtc, double share, double leadsThatDay, int seed)
    {
        var campaign = All[campaignIndex];
        if (campaign.Name.Length == 0 || !campaign.RunsAt(share))
        {
            return 0;
        }

        var running = 0.0;
        foreach (var other in All)
        {
            running += other.RunsAt(share) ? other.Weight : 0;
        }

        var random = new SampleRandom(seed, dayUtc.Ticks / TimeSpan.TicksPerDay, 100 + campaignIndex);
        var weekday = dayUtc.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.55 : 1.18;
        var spend = campaign.LeadCost * leadsThatDay * campaign.Weight / running * weekday * Math.Exp(0.22 * random.NextNormal());
        return Math.Round((decimal)spend, 2, MidpointRounding.AwayFromZero);
    }
}
