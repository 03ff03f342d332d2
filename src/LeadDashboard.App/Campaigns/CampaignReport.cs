using System.ComponentModel;
using LeadDashboard.Core.Campaigns;

namespace LeadDashboard.App.Campaigns;

/// <summary>A campaign in a report; Id null = leads that no campaign brought.</summary>
public sealed record CampaignRow(int? Id, string Name, string Channel, RoiFigures Figures)
{
    /// <summary>What the campaign is a part of; null = not said.</summary>
    public string? Programme { get; init; }
}

/// <summary>What a campaign is to do and may cost.</summary>
/// <param name="SpentAmount">Of all time, whatever the period of a report.</param>
[ImmutableObject(true)]
public sealed record CampaignFacts(
    string? Programme,
    DateOnly? StartDay,
    DateOnly? EndDay,
    decimal? BudgetAmount,
    decimal SpentAmount,
    string? Goal,
    string? MessageVariant,
    string? Status
)
{
    /// <summary>0 or more, above 1 where more was spent than planned; null = there is no budget.</summary>
    public double? SpentShare => BudgetAmount is > 0 and var budget ? (double)(SpentAmount / budget) : null;
}

/// <summary>
/// The same leads and the same money, cut three ways: each list adds up to <paramref name="Total"/> to the cent, the
/// months together with <see cref="Undated"/>.
/// </summary>
/// <param name="Channels">Key "" = leads that no campaign brought.</param>
/// <param name="Months">Key = first day of the month, of the company's zone, ascending, without gaps.</param>
[ImmutableObject(true)]
public sealed record CampaignReport(
    ReportPeriod Period,
    string Currency,
    RoiFigures Total,
    IReadOnlyList<CampaignRow> Campaigns,
    IReadOnlyList<RoiGroup<string>> Channels,
    IReadOnlyList<RoiGroup<DateOnly>> Months
)
{
    /// <summary>The leads that a campaign brought, and all spend: what the money itself returned.</summary>
    public RoiFigures OfCampaigns { get; init; } = Total;

    /// <summary>As <see cref="Months"/>, of the leads that a campaign brought.</summary>
    public IReadOnlyList<RoiGroup<DateOnly>> CampaignMonths { get; init; } = Months;

    /// <summary>Leads whose file did not say when they arrived: in no month, and in no period but all time.</summary>
    public RoiFigures Undated { get; init; } = RoiFigures.Zero;

    /// <summary>Leads that the period leaves out because they have no day of arrival.</summary>
    public int LeftOutCount { get; init; }

    public bool IsEmpty => Total.LeadCount == 0 && Total.SpendAmount == 0 && Campaigns.Count == 0;

    public bool HasSpend => Total.SpendAmount > 0;
}

/// <summary>One campaign with its money day by day.</summary>
/// <param name="Months">As in <see cref="CampaignReport"/>.</param>
/// <param name="SpendDays">Newest first.</param>
[ImmutableObject(true)]
public sealed record CampaignDetail(
    int Id,
    string Name,
    string Channel,
    ReportPeriod Period,
    string Currency,
    RoiFigures Figures,
    IReadOnlyList<RoiGroup<DateOnly>> Months,
    IReadOnlyList<SpendFact> SpendDays,
    CampaignFacts Facts
)
{
    /// <summary>As in <see cref="CampaignReport"/>.</summary>
    public int LeftOutCount { get; init; }
}

/// <summary>What a manager sees on the home page.</summary>
/// <param name="ThisQuarter">All leads that arrived in it.</param>
/// <param name="OfCampaigns">Those of them that a campaign brought.</param>
/// <param name="LastQuarter">Those that a campaign brought in the quarter before.</param>
/// <param name="Best">Best return first.</param>
/// <param name="Worst">Weakest return first; never one of <paramref name="Best"/>.</param>
/// <param name="JudgedFrom">Best and worst are judged on leads that arrived since; null = all of them.</param>
[ImmutableObject(true)]
public sealed record CampaignSummaryReport(
    RoiFigures ThisQuarter,
    RoiFigures OfCampaigns,
    RoiFigures LastQuarter,
    IReadOnlyList<CampaignRow> Best,
    IReadOnlyList<CampaignRow> Worst,
    DateOnly? JudgedFrom,
    string Currency,
    bool IsEmpty
)
{
    /// <summary>Leads that are in no quarter because they have no day of arrival.</summary>
    public int LeftOutCount { get; init; }
}
