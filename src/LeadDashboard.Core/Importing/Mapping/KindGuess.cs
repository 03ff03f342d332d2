using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Presets;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What a file seems to hold.</summary>
/// <param name="Evidence">One sentence.</param>
/// <param name="IsSure">False where another kind fits as well.</param>
public sealed record KindGuess(ImportKind Kind, Message Evidence, bool IsSure)
{
    private const int SignificantColumns = 2;

    /// <summary>
    /// The order in which files of several kinds find what they refer to: leads first, then what belongs to campaigns,
    /// products before the deals that name them.
    /// </summary>
    public static IReadOnlyList<ImportKind> ImportOrder { get; } =
    [ImportKind.Leads, ImportKind.Spend, ImportKind.Products, ImportKind.Deals, ImportKind.Activities];

    /// <summary>By the names of the columns and by what stands in them.</summary>
    public static KindGuess From(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> sampleRows,
        FileFormat? format = null
    )
    {
        var leadPreset = ExportPresets.Recognize(header);
        if (
            DealPresets.Recognize(header) is { } deals
            && (leadPreset is null || deals.CountSignature(header) > leadPreset.CountSignature(header))
        )
        {
            return new KindGuess(
                ImportKind.Deals,
                new Message(ImportMessages.KindByPreset, ImportWords.WordFor(ImportKind.Deals), deals.Name),
                true
            );
        }

        if (leadPreset is { } leads)
        {
            return new KindGuess(
                ImportKind.Leads,
                new Message(ImportMessages.KindByPreset, ImportWords.WordFor(ImportKind.Leads), leads.Name),
                true
            );
        }

        var persons = PersonColumns(header, sampleRows, format);
        var fitting = new List<(ImportKind Kind, int Points, IEnumerable<string> Columns)>();
        foreach (var kind in ImportOrder.Where(kind => kind != ImportKind.Leads))
        {
            var map = ColumnMap.Suggest(header, sampleRows, format, kind).Map;
            var columns = Significant(map).ToList();
            if (map.Validate().Count == 0 && columns.Count >= SignificantColumns)
            {
                fitting.Add((kind, columns.Count - persons, columns.Select(column => column.Header)));
            }
        }

        var best = fitting.OrderByDescending(candidate => candidate.Points).FirstOrDefault();
        return best.Points <= 0
            ? new KindGuess(
                ImportKind.Leads,
                persons > 0
                    ? new Message(
                        ImportMessages.KindByNames,
                        ImportWords.WordFor(ImportKind.Leads),
                        string.Join(", ", Persons(header, sampleRows, format).Take(4))
                    )
                    : new Message(ImportMessages.KindByDefault, ImportWords.WordFor(ImportKind.Leads)),
                fitting.Count == 0
            )
            : new KindGuess(
                best.Kind,
                new Message(
                    ImportMessages.KindByNames,
                    ImportWords.WordFor(best.Kind),
                    string.Join(", ", best.Columns.Take(4))
                ),
                fitting.Count(candidate => candidate.Points == best.Points) == 1 && persons <= 1
            );
    }

    /// <summary>Columns that files of this kind have and the others do not.</summary>
    private static IEnumerable<MappedColumn> Significant(ColumnMap map)
    {
        IReadOnlyList<TargetField> telling = map.Kind switch
        {
            ImportKind.Activities => [TargetField.ActivityKind, TargetField.ActivityTime, TargetField.ActivityDetail],
            ImportKind.Spend => [TargetField.SpendDay, TargetField.SpendAmount, TargetField.Campaign],
            ImportKind.Products =>
            [
                TargetField.Sku, TargetField.ProductName, TargetField.ProductCategory, TargetField.Price,
                TargetField.IsActive,
            ],
            _ =>
            [
                TargetField.DealId, TargetField.DealName, TargetField.DealAmount, TargetField.Product,
                TargetField.Quantity, TargetField.DealStage, TargetField.Closed, TargetField.Currency,
            ],
        };
        var columns = map.Columns.Where(column => telling.Contains(column.Target) && !IsVague(column)).ToList();
        var isTelling = map.Kind switch
        {
            ImportKind.Activities => Has(TargetField.ActivityKind),
            ImportKind.Spend => Has(TargetField.SpendAmount),
            ImportKind.Products => Has(TargetField.Price) || Has(TargetField.Sku),
            _ => (Has(TargetField.DealId) || Has(TargetField.DealName)) && Has(TargetField.DealAmount),
        };
        return isTelling ? columns : [];

        bool Has(TargetField target) => columns.Exists(column => column.Target == target);
    }

    /// <summary>Any table may have a column of this name.</summary>
    private static bool IsVague(MappedColumn column) =>
        column.Target is TargetField.Sku or TargetField.DealId or TargetField.DealName
        && HeaderWords.Normalize(column.Header)
            is "id"
                or "name"
                or "code"
                or "externalid"
                or "recordid"
                or "title"
                or "topic"
                or "编号"
                or "名称";

    /// <summary>Columns that describe a person or a company: only leads have several.</summary>
    private static int PersonColumns(IReadOnlyList<string> header, IReadOnlyList<string[]> rows, FileFormat? format) =>
        Math.Max(0, Persons(header, rows, format).Count - 1);

    private static List<string> Persons(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> rows,
        FileFormat? format
    ) =>
        [
            .. ColumnMap
                .Suggest(header, rows, format)
                .Map.Columns.Where(column =>
                    column.Target
                        is TargetField.FirstName
                            or TargetField.LastName
                            or TargetField.Email
                            or TargetField.Phone
                            or TargetField.Company
                            or TargetField.Title
                            or TargetField.Industry
                            or TargetField.CompanySize
                            or TargetField.Country
                            or TargetField.City
                            or TargetField.Source
                )
                .Select(column => column.Header),
        ];
}
