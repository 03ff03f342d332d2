using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Costs: each row sets what one thing costs from a day on, and replaces what was said of that day.</summary>
internal sealed class CostRowHandler(RowWork work)
    : RecordRowHandler<ParsedCost, CostRate>(
        work,
        new CostParser(work.Map, work.Parse).Parse,
        RecordChangeKind.CostUpdated,
        CostSnapshot.Fields
    )
{
    private readonly Dictionary<string, CostRate> _known = new(StringComparer.Ordinal);

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.Ordinal);

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedCost> items,
        CancellationToken cancellationToken
    )
    {
        _known.Clear();
        var keys = items.Select(KeyOf).Distinct(StringComparer.Ordinal).ToArray();
        foreach (
            var rate in await database
                .CostRates.AsNoTracking()
                .Where(rate => EF.Parameter(keys).Contains(rate.CostKey))
                .ToListAsync(cancellationToken)
        )
        {
            Remember(rate);
        }
    }

    protected override RowMatch<CostRate> Find(FileRow row, ParsedCost item)
    {
        if (_known.GetValueOrDefault(KeyOf(item)) is { } known)
        {
            return RowMatch<CostRate>.Known(known);
        }

        var rate = new CostRate
        {
            CostKey = KeyOf(item),
            Kind = item.Kind,
            Subject = item.Subject,
            ValidFromUtc = item.ValidFromUtc,
            ImportBatchId = Work.BatchId,
        };
        Write(rate, item);
        return Work.IsTrial && !_imagined.Add(rate.CostKey)
            ? RowMatch<CostRate>.Imagined
            : RowMatch<CostRate>.New(rate);
    }

    protected override void Write(CostRate known, ParsedCost item) =>
        (known.Amount, known.Currency) = (item.Amount, item.Currency);

    protected override void Remember(CostRate record) => _known[record.CostKey] = record;

    private static string KeyOf(ParsedCost item) => CostRate.KeyOf(item.Kind, item.Subject, item.ValidFromUtc);
}
