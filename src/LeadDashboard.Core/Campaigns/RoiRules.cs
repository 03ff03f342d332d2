using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Campaigns;

/// <summary>A group of a report: its key and its figures.</summary>
public sealed record RoiGroup<TKey>(TKey Key, RoiFigures Figures);

/// <summary>
/// What marketing money brings. A lead and its revenue belong to the campaign that brought it and to the month in which
/// it arrived,
/// so that they meet the spend that brought them. All sums are exact; nothing is divided by zero: null stands for
/// "cannot be said".
/// </summary>
public static class RoiRules
{
    /// <summary>
    /// What an open lead is worth today: probability x value, rounded to the cent so that the rows shown add up to the
    /// total shown.
    /// </summary>
    /// <param name="probability">0..1; null = not scored.</param>
    /// <param name="valueAmount">null = not known.</param>
    public static decimal? ExpectedRevenue(double? probability, decimal? valueAmount) =>
        probability is { } chance && valueAmount is { } value
            ? RoundToCent((decimal)Math.Clamp(chance, 0, 1) * value)
            : null;

    public static RoiFigures FiguresOf(LeadFact lead)
    {
        if (lead.Count < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(lead),
                lead.Count,
                "A fact stands for a number of leads; found a negative one."
            );
        }

        switch (lead.Status)
        {
            case LeadStatus.Won:
                return new RoiFigures
                {
                    WinCount = lead.Count,
                    RevenueAmount = lead.Count * RoundToCent(lead.WonAmount ?? 0),
                    WinsWithoutAmountCount = lead.WonAmount is null ? lead.Count : 0,
                };
            case LeadStatus.Lost:
                return new RoiFigures { LossCount = lead.Count };
            case LeadStatus.Open when lead.WonAmount is { } price:
                return new RoiFigures { OpenCount = lead.Count, RevenueAmount = lead.Count * RoundToCent(price) };
            default:
                var expected = ExpectedRevenue(lead.Probability, lead.ValueAmount);
                return new RoiFigures
                {
                    OpenCount = lead.Count,
                    ExpectedRevenueAmount = lead.Count * (expected ?? 0),
                    OpenWithoutExpectationCount = expected is null ? lead.Count : 0,
                };
        }
    }

    public static RoiFigures FiguresOf(SpendFact spend) => new() { SpendAmount = RoundToCent(spend.SpendAmount) };

    public static RoiFigures Total(IEnumerable<LeadFact> leads, IEnumerable<SpendFact> spends) =>
        leads.Aggregate(
            spends.Aggregate(RoiFigures.Zero, (sum, spend) => sum + FiguresOf(spend)),
            (sum, lead) => sum + FiguresOf(lead)
        );

    public static RoiFigures Total<TKey>(IEnumerable<RoiGroup<TKey>> groups) =>
        groups.Aggregate(RoiFigures.Zero, (sum, group) => sum + group.Figures);

    /// <summary>
    /// Finer groups added up: one group for every key that occurs, in the order of first occurrence.
    /// </summary>
    public static IReadOnlyList<RoiGroup<TKey>> By<TPart, TKey>(
        IEnumerable<RoiGroup<TPart>> parts,
        Func<TPart, TKey> keyOf
    )
        where TKey : notnull
    {
        var figures = new Dictionary<TKey, RoiFigures>();
        foreach (var part in parts)
        {
            var key = keyOf(part.Key);
            figures[key] = figures.GetValueOrDefault(key, RoiFigures.Zero) + part.Figures;
        }

        return [.. figures.Select(group => new RoiGroup<TKey>(group.Key, group.Value))];
    }

    /// <summary>
    /// One group for every key that occurs among the leads or the spend, in the order of first occurrence.
    /// </summary>
    public static IReadOnlyList<RoiGroup<TKey>> By<TKey>(
        IEnumerable<LeadFact> leads,
        IEnumerable<SpendFact> spends,
        Func<LeadFact, TKey> keyOfLead,
        Func<SpendFact, TKey> keyOfSpend
    )
        where TKey : notnull
    {
        var figures = new Dictionary<TKey, RoiFigures>();
        var order = new List<TKey>();
        foreach (var spend in spends)
        {
            Put(keyOfSpend(spend), FiguresOf(spend));
        }

        foreach (var lead in leads)
        {
            Put(keyOfLead(lead), FiguresOf(lead));
        }

        return [.. order.Select(key => new RoiGroup<TKey>(key, figures[key]))];

        void Put(TKey key, RoiFigures part)
        {
            if (figures.TryGetValue(key, out var sum))
            {
                figures[key] = sum + part;
                return;
            }

            order.Add(key);
            figures[key] = part;
        }
    }

    /// <summary>
    /// Return on the money, as a ratio (0.5 = 50 %, or 0.5 times the spend for a multiple). Null where nothing was
    /// spent.
    /// </summary>
    /// <param name="margin">Share 0..1 of the revenue that is left after the cost of delivery; used by <see
    /// cref="RoiDefinition.Margin"/> only.</param>
    public static decimal? Roi(RoiFigures figures, RoiDefinition definition, decimal margin = 1)
    {
        if (margin is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(margin),
                margin,
                "A margin is a share of the revenue from 0 to 1."
            );
        }

        var spend = figures.SpendAmount;
        if (spend <= 0)
        {
            return null;
        }

        return definition switch
        {
            RoiDefinition.Revenue => (figures.RevenueAmount - spend) / spend,
            RoiDefinition.Margin => (figures.RevenueAmount * margin - spend) / spend,
            RoiDefinition.Expected => (figures.RevenueAmount + figures.ExpectedRevenueAmount - spend) / spend,
            RoiDefinition.Multiple => figures.RevenueAmount / spend,
            _ => throw new ArgumentOutOfRangeException(nameof(definition), definition, "Unknown definition of ROI."),
        };
    }

    /// <summary>
    /// Groups that can be judged (money was spent, enough leads came), best return first; equal returns by larger
    /// spend.
    /// </summary>
    public static IReadOnlyList<RoiGroup<TKey>> Rank<TKey>(
        IEnumerable<RoiGroup<TKey>> groups,
        RoiDefinition definition,
        int minimumLeadCount,
        decimal margin = 1
    ) =>
        [
            .. groups
                .Where(group => group.Figures.SpendAmount > 0 && group.Figures.LeadCount >= minimumLeadCount)
                .OrderByDescending(group => Roi(group.Figures, definition, margin))
                .ThenByDescending(group => group.Figures.SpendAmount),
        ];

    /// <summary>Half a cent is rounded away from zero.</summary>
    public static decimal RoundToCent(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
