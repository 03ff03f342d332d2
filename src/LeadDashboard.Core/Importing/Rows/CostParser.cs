using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>A cost as its row gives it.</summary>
/// <param name="Subject">The product, campaign or channel that it is of; "" = of all.</param>
/// <param name="ValidFromUtc">The first day.</param>
public sealed record ParsedCost(
    CostKind Kind,
    string Subject,
    decimal Amount,
    string? Currency,
    DateTime ValidFromUtc
);

/// <summary>Rows in, costs out.</summary>
public sealed class CostParser(ColumnMap map, ParseContext context)
{
    private static readonly (CostKind Kind, string[] Words)[] KindWords =
    [
        (CostKind.RepHour, ["rep hour", "hour of a rep", "sales hour", "rep time", "hourly rate", "销售工时", "工时"]),
        (CostKind.Lead, ["lead", "per lead", "handling a lead", "lead handling", "每条线索", "线索处理"]),
        (CostKind.Call, ["call", "per call", "phone call", "每次通话", "通话"]),
        (CostKind.LegalPerLead, ["legal per lead", "每条线索法务"]),
        (CostKind.LegalPerDeal, ["legal per deal", "legal", "法务", "每笔交易法务"]),
        (CostKind.AdministrationPerLead, ["administration per lead", "admin per lead", "每条线索行政"]),
        (
            CostKind.AdministrationPerDeal,
            ["administration per deal", "admin per deal", "administration", "admin", "行政", "每笔交易行政"]
        ),
        (CostKind.Product, ["product", "unit cost", "product cost", "产品", "产品成本"]),
        (
            CostKind.LeadGeneration,
            ["lead generation", "generating a lead", "cost per lead", "acquisition", "获客", "线索获取"]
        ),
    ];

    private static readonly Dictionary<string, CostKind> Kinds = KindWords
        .SelectMany(pair => pair.Words.Select(word => (Word: HeaderWords.Normalize(word), pair.Kind)))
        .ToDictionary(pair => pair.Word, pair => pair.Kind, StringComparer.Ordinal);

    /// <summary>One of them, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedCost> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedCost>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, context.Format, currency: context.Currency);
        var kind = ReadKind(ref cells);
        var subject = cells.SpacedOrNull(ColumnFor(TargetField.CostSubject), TextLengths.Field);
        if (kind == CostKind.Product && subject is null)
        {
            cells.FailEmpty(
                ColumnFor(TargetField.CostSubject) ?? ColumnFor(TargetField.CostKind)!,
                ImportMessages.ValueNeeded
            );
        }

        var stated = cells.CurrencyCode(ColumnFor(TargetField.Currency));
        var (amount, currency) = cells.Money(ColumnFor(TargetField.CostAmount), stated);
        cells.Require(ColumnFor(TargetField.CostAmount)!, cells.NotNegative(ColumnFor(TargetField.CostAmount), amount));
        var from = cells.Day(ColumnFor(TargetField.CostFrom));
        cells.Require(ColumnFor(TargetField.CostFrom)!, from);
        var parsed = cells.Error is null
            ? new ParsedCost(kind!.Value, subject ?? "", amount!.Value, stated ?? currency, from!.Value)
            : null;
        return cells.Error is { } error
            ? new RowResult<ParsedCost>(null, error)
            : new RowResult<ParsedCost>(parsed, null, cells.Warnings);
    }

    /// <summary>null where the word is no kind of cost.</summary>
    internal static CostKind? KindOf(string word) =>
        Kinds.TryGetValue(HeaderWords.Normalize(word), out var kind) ? kind : null;

    private CostKind? ReadKind(ref CellReader cells)
    {
        var column = ColumnFor(TargetField.CostKind)!;
        var word = cells.Text(column);
        cells.Require(column, word.Length == 0 ? null : word);
        return KindOf(word) ?? cells.Fail<CostKind?>(column, word, ImportMessages.UnknownCost, ImportWords.CostKinds);
    }

    private MappedColumn? ColumnFor(TargetField target) => map.Columns.FirstOrDefault(c => c.Target == target);
}
