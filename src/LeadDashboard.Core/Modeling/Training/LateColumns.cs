using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// The leak guard: custom fields that closed leads have and open ones lack, which were filled in after the outcome.
/// Open leads are compared with closed leads of the same origin only, because leads of another file lack fields for a
/// reason that has nothing to do with the outcome.
/// </summary>
internal static class LateColumns
{
    /// <summary>Leads of each kind that all comparable origins must have together.</summary>
    private const int MinLeads = 50;

    /// <summary>Leads of each kind that an origin must have to be compared.</summary>
    private const int MinLeadsPerOrigin = 5;

    private const double MaxOpenShare = 0.01;
    private const double MinClosedShare = 0.2;

    /// <summary>
    /// An import is one origin. Leads that no import brought are of one origin when they have the same source and were
    /// created in the same quarter.
    /// </summary>
    private readonly record struct Origin(int? ImportBatchId, string Source, int Quarter)
    {
        public static Origin From(Lead lead) =>
            lead.ImportBatchId is { } batch
                ? new Origin(batch, "", 0)
                : new Origin(
                    null,
                    (lead.Source ?? "").Trim().ToUpperInvariant(),
                    lead.IsCreatedKnown ? (lead.CreatedUtc.Year * 4) + ((lead.CreatedUtc.Month - 1) / 3) : 0
                );
    }

    /// <param name="open">Open leads.</param>
    /// <param name="closed">Closed leads.</param>
    /// <param name="fields">Custom fields in question.</param>
    /// <returns>The fields to leave out, with the shares as the reason; none where too few leads compare.</returns>
    public static IReadOnlyList<ExcludedColumn> Find(Lead[] open, Lead[] closed, IReadOnlyList<LeadField> fields)
    {
        if (fields.Count == 0)
        {
            return [];
        }

        var openByOrigin = open.ToLookup(Origin.From);
        var origins = closed
            .GroupBy(Origin.From)
            .Select(group => (Open: openByOrigin[group.Key].ToArray(), Closed: group.ToArray()))
            .Where(pair => Math.Min(pair.Open.Length, pair.Closed.Length) >= MinLeadsPerOrigin)
            .Select(pair => (Open: Filled.In(pair.Open, fields), Closed: Filled.In(pair.Closed, fields)))
            .ToArray();
        var late = new List<ExcludedColumn>();
        for (var f = 0; f < fields.Count; f++)
        {
            // An origin where nobody has the field says nothing about it.
            var known = origins.Where(pair => pair.Open.Leads[f] + pair.Closed.Leads[f] > 0).ToArray();
            var (openCount, closedCount) = (known.Sum(pair => pair.Open.Count), known.Sum(pair => pair.Closed.Count));
            if (Math.Min(openCount, closedCount) < MinLeads)
            {
                continue;
            }

            // Closed leads weigh as many as the open ones of their origin: a large file with few open leads must not
            // decide for a small one with many.
            var openShare = known.Sum(pair => (double)pair.Open.Leads[f]) / openCount;
            var closedShare = known.Sum(pair => pair.Closed.Share(f) * pair.Open.Count) / openCount;
            if (openShare <= MaxOpenShare && closedShare >= MinClosedShare)
            {
                late.Add(
                    new ExcludedColumn(fields[f].Name, new Message(ReportMessages.ColumnLate, closedShare, openShare))
                );
            }
        }

        return late;
    }

    /// <summary>How many of some leads have each field.</summary>
    private sealed record Filled(int Count, int[] Leads)
    {
        public double Share(int field) => Leads[field] / (double)Count;

        public static Filled In(Lead[] leads, IReadOnlyList<LeadField> fields)
        {
            var filled = new int[fields.Count];
            foreach (var lead in leads)
            {
                var attributes = LeadAttributes.Parse(lead.AttributesJson);
                for (var f = 0; f < filled.Length; f++)
                {
                    filled[f] += attributes.ContainsKey(fields[f].Name) ? 1 : 0;
                }
            }

            return new Filled(leads.Length, filled);
        }
    }
}
