using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Campaigns;

/// <summary>What the money report needs of one lead.</summary>
/// <param name="CampaignId">null = no campaign brought it.</param>
/// <param name="ValueAmount">Expected deal size when won.</param>
/// <param name="WonAmount">Revenue of a won lead; of an open one the price that it was sold for: nothing else is
/// expected of it.</param>
/// <param name="Probability">Calibrated chance 0..1 of an open lead; null = not scored.</param>
/// <param name="Count">How many equal leads this stands for (lost leads are counted by the database).</param>
public sealed record LeadFact(
    int? CampaignId,
    DateTime CreatedUtc,
    LeadStatus Status,
    decimal? ValueAmount = null,
    decimal? WonAmount = null,
    double? Probability = null,
    int Count = 1
);

/// <summary>Money spent for a campaign on one day.</summary>
public sealed record SpendFact(int CampaignId, DateTime DayUtc, decimal SpendAmount);

/// <summary>What counts as return.</summary>
public enum RoiDefinition
{
    /// <summary>(revenue - spend) / spend.</summary>
    Revenue = 0,

    /// <summary>(revenue x margin - spend) / spend.</summary>
    Margin = 1,

    /// <summary>(revenue + expected revenue of open leads - spend) / spend.</summary>
    Expected = 2,

    /// <summary>revenue / spend.</summary>
    Multiple = 3,
}
