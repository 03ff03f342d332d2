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
    [
        ImportKind.Leads, ImportKind.LeadsAndActivities, ImportKind.Campaigns, ImportKind.Spend, ImportKind.Products,
        ImportKind.Deals, ImportKind.Stages, ImportKind.Purchases, ImportKind.Costs, ImportKind.Activities,
    ];

    /// <summary>By the names of the columns and by what stands in them.</summary>
    public static KindGuess From(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> sampleRows,
        FileFormat? format = null
    )
    {
        var exported = ImportOrder
            .Select(kind => (Kind: kind, Preset: ExportPresets.Recognize(header, kind)))
            .Where(known => known.Preset is not null)
            .OrderByDescending(known => known.Preset!.CountSignature(header))
            .FirstOrDefault();
        if (exported.Preset is { } program)
        {
            return new KindGuess(
                exported.Kind,
                new Message(ImportMessages.KindByPreset, ImportWords.WordFor(exported.Kind), program.Name),
                true
            );
        }

        if (MixedColumns.Evidence(header, sampleRows, format ?? new FileFormat()) is { Count: > 0 } both)
        {
            return new KindGuess(
                ImportKind.LeadsAndActivities,
                new Message(
                    ImportMessages.KindByNames,
                    ImportWords.WordFor(ImportKind.LeadsAndActivities),
                    string.Join(", ", both.Take(4))
                ),
                true
            );
        }

        var persons = PersonColumns(header, sampleRows, format);
        var fitting = new List<(ImportKind Kind, int Points, IEnumerable<string> Columns)>();
        foreach (var kind in ImportOrder.Where(kind => !kind.BringsLeads()))
        {
            var map = ColumnMap.Suggest(header, sampleRows, format, kind).Map;
            var columns = Significant(map).ToList();
            if (map.Validate().Count == 0 && columns.Count >= SignificantColumns)
            {
                fitting.Add((kind, columns.Count - persons, columns.Select(column => column.Header)));
            }
        }

        // An order is a deal, and wins its lead, unless the file tells its lines apart.
        if (fitting.Exists(fit => fit.Kind == ImportKind.Deals) && !HasLines(header, sampleRows, format))
        {
            fitting.RemoveAll(fit => fit.Kind == ImportKind.Purchases);
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

    /// <summary>The lines of the orders are numbered, or an order has several.</summary>
    private static bool HasLines(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> rows,
        FileFormat? format
    )
    {
        var columns = ColumnMap.Suggest(header, rows, format, ImportKind.Purchases).Map.Columns;
        var orders = columns
            .Where(column => column.Target == TargetField.OrderId)
            .SelectMany(column => new SampleColumn(rows, column.Index).Known(column.MissingTokens))
            .ToList();
        return columns.Any(column => column.Target == TargetField.OrderLine)
            || orders.Distinct(StringComparer.OrdinalIgnoreCase).Count() < orders.Count;
    }

    /// <summary>Columns that files of this kind have and the others do not.</summary>
    private static IEnumerable<MappedColumn> Significant(ColumnMap map)
    {
        IReadOnlyList<TargetField> telling = map.Kind switch
        {
            ImportKind.Activities =>
            [
                TargetField.ActivityKind, TargetField.ActivityTime, TargetField.ActivityDetail,
                TargetField.ActivityText, TargetField.ActivityDirection, TargetField.ActivityMinutes,
                TargetField.ActivityScore, TargetField.ActivityId,
            ],
            ImportKind.Spend => [TargetField.SpendDay, TargetField.SpendAmount, TargetField.Campaign],
            ImportKind.Products =>
            [
                TargetField.Sku, TargetField.ProductName, TargetField.ProductCategory, TargetField.Price,
                TargetField.UnitCost, TargetField.Stock, TargetField.IsActive,
            ],
            ImportKind.Campaigns =>
            [
                TargetField.Campaign, TargetField.CampaignId, TargetField.Programme, TargetField.CampaignStart,
                TargetField.CampaignEnd, TargetField.Budget, TargetField.CampaignGoal, TargetField.MessageVariant,
                TargetField.CampaignStatus,
            ],
            ImportKind.Stages => [TargetField.DealId, TargetField.DealStage, TargetField.StageEntered],
            ImportKind.Purchases =>
            [
                TargetField.OrderId, TargetField.OrderLine, TargetField.Product, TargetField.Quantity,
                TargetField.PurchaseAmount, TargetField.PurchaseDate, TargetField.Currency,
            ],
            ImportKind.Costs =>
            [
                TargetField.CostKind, TargetField.CostSubject, TargetField.CostAmount, TargetField.CostFrom,
            ],
            _ =>
            [
                TargetField.DealId, TargetField.DealName, TargetField.DealAmount, TargetField.Product,
                TargetField.Quantity, TargetField.DealStage, TargetField.Closed, TargetField.Currency,
                TargetField.ListPrice, TargetField.OfferedPrice, TargetField.DealCost, TargetField.StageEntered,
            ],
        };
        var columns = map.Columns.Where(column => telling.Contains(column.Target) && !IsVague(column)).ToList();
        var isTelling = map.Kind switch
        {
            ImportKind.Activities => Has(TargetField.ActivityKind) || (HasEventTime() && HasMeasure()),
            ImportKind.Spend => Has(TargetField.SpendAmount),
            ImportKind.Products => Has(TargetField.Price) || Has(TargetField.Sku),
            ImportKind.Campaigns => Has(TargetField.Campaign)
                && (Has(TargetField.Budget) || Has(TargetField.Programme) || Has(TargetField.CampaignStart)),
            ImportKind.Stages => Has(TargetField.DealId) && Has(TargetField.DealStage),
            ImportKind.Purchases => Has(TargetField.OrderId) && Has(TargetField.PurchaseDate),
            ImportKind.Costs => Has(TargetField.CostKind),
            _ => (Has(TargetField.DealId) || Has(TargetField.DealName)) && Has(TargetField.DealAmount),
        };
        return isTelling ? columns : [];

        bool Has(TargetField target) => columns.Exists(column => column.Target == target);

        // Leads have an instant and a score as well: that of their creation, and their own.
        bool HasEventTime() =>
            columns.Exists(column =>
                column.Target == TargetField.ActivityTime && TargetNames.Find(column.Header, ImportKind.Leads) is null
            );

        bool HasMeasure() =>
            Has(TargetField.ActivityMinutes)
            || Has(TargetField.ActivityDirection)
            || Has(TargetField.ActivityScore)
            || Has(TargetField.ActivityId);
    }

    /// <summary>Any table may have a column of this name.</summary>
    private static bool IsVague(MappedColumn column) =>
        column.Target
            is TargetField.Sku
                or TargetField.DealId
                or TargetField.DealName
                or TargetField.Campaign
                or TargetField.CampaignId
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
