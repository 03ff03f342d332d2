using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// A file of leads with their activities: a column says what each row is, or each row is an activity with the columns
/// of its lead repeated.
/// </summary>
public static class MixedColumns
{
    private static readonly HashSet<string> RecordTypeNames = Words(
        "record type", "object", "object type", "row type", "entity", "entity type", "datensatztyp", "objekttyp",
        "记录类型", "对象类型"
    );

    private static readonly HashSet<string> LeadWords = Words(
        "lead", "leads", "contact", "contacts", "person", "prospect", "customer", "kontakt", "kunde", "interessent",
        "线索", "联系人", "客户"
    );

    /// <summary>What only leads have: an activity alone names its lead by id, e-mail or phone.</summary>
    private static readonly TargetField[] Profile =
    [
        TargetField.Name, TargetField.FirstName, TargetField.LastName, TargetField.Company, TargetField.Title,
        TargetField.Industry,
    ];

    private const int EnoughOfAProfile = 2;

    /// <summary>null = neither a lead nor an activity.</summary>
    public static bool? IsLead(string word) =>
        LeadWords.Contains(HeaderWords.Normalize(word)) ? true
        : ActivityWords.Kind(word) is not null ? false
        : null;

    /// <summary>What the file is read with to create and update its leads.</summary>
    public static ColumnMap LeadsOf(ColumnMap map) =>
        map with
        {
            Kind = ImportKind.Leads,
            Columns =
            [
                .. map.Columns.Select(column =>
                    column.Target == TargetField.RecordType || IsOfActivity(column.Target)
                        ? column with { Target = TargetField.Ignore }
                        : column
                ),
            ],
        };

    /// <summary>
    /// What the file is read with for its activities: the id of a lead is what they name it by, and where rows are of
    /// either kind a column without a better one serves both.
    /// </summary>
    public static ColumnMap ActivitiesOf(ColumnMap map)
    {
        var isParted = Has(TargetField.RecordType);
        return map with
        {
            Kind = ImportKind.Activities,
            Columns = [.. map.Columns.Select(column => column with { Target = TargetOf(column.Target) })],
        };

        TargetField TargetOf(TargetField target) =>
            target switch
            {
                TargetField.Email => target,
                _ when IsOfActivity(target) => target,
                TargetField.ExternalId when !Has(TargetField.LeadReference) => TargetField.LeadReference,
                TargetField.ExternalId when isParted && !Has(TargetField.ActivityId) => TargetField.ActivityId,
                TargetField.Phone when !Has(TargetField.LeadReference) && !Has(TargetField.ExternalId) =>
                    TargetField.LeadReference,
                TargetField.RecordType when !Has(TargetField.ActivityKind) => TargetField.ActivityKind,
                TargetField.Created when isParted && !Has(TargetField.ActivityTime) => TargetField.ActivityTime,
                _ => TargetField.Ignore,
            };

        bool Has(TargetField target) => map.Columns.Any(column => column.Target == target);
    }

    /// <summary>Both suggestions in one: a column is the lead's unless only an activity has a place for it.</summary>
    internal static MapSuggestion Suggest(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> rows,
        FileFormat format,
        IReadOnlyCollection<string> customFields
    )
    {
        var leads = MapSuggester.Suggest(header, rows, format, ImportKind.Leads, customFields);
        var activities = MapSuggester.Suggest(header, rows, format, ImportKind.Activities, customFields).Map.Columns;
        var type = RecordType(header, rows);
        // The id of a lead comes with each of its activities: only here it may repeat.
        var id = leads.Map.Columns.Any(column => column.Target == TargetField.ExternalId)
            ? null
            : leads.Map.Columns.FirstOrDefault(column =>
                column.Target == TargetField.Custom
                && TargetNames.Find(column.Header, ImportKind.Leads) == TargetField.ExternalId
            );
        return leads with
        {
            Map = leads.Map with
            {
                Kind = ImportKind.LeadsAndActivities,
                Columns =
                [
                    .. leads.Map.Columns.Select(
                        (column, i) =>
                            i == type ? column with { Target = TargetField.RecordType }
                            : column == id ? column with { Target = TargetField.ExternalId, Type = FieldType.Text }
                            : column.Target is TargetField.Custom or TargetField.Ignore
                            && IsOfActivity(activities[i].Target)
                            && (type is not null || activities[i].Target != TargetField.LeadReference)
                                ? activities[i]
                            : column
                    ),
                ],
            },
        };
    }

    /// <summary>The columns that speak for leads and for activities in one file; empty = it is none.</summary>
    internal static IReadOnlyList<string> Evidence(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> rows,
        FileFormat format
    )
    {
        var map = Suggest(header, rows, format, []).Map;
        if (map.Validate().Count > 0)
        {
            return [];
        }

        if (map.Columns.FirstOrDefault(column => column.Target == TargetField.RecordType) is { } type)
        {
            return [type.Header];
        }

        var telling = map
            .Columns.Where(column => column.Target is TargetField.ActivityKind or TargetField.ActivityTime)
            .ToList();
        var profile = map.Columns.Where(column => Profile.Contains(column.Target)).ToList();
        return
            profile.Count >= EnoughOfAProfile
            && telling.Count == 2
            && telling.TrueForAll(column => column.Target != TargetField.ActivityKind || SaysKinds(column.Index, rows))
                ? [.. telling.Concat(profile).Select(column => column.Header)]
                : [];
    }

    private static bool SaysKinds(int index, IReadOnlyList<string[]> rows)
    {
        var words = Cells(index, rows).ToList();
        return words.Count > 0 && words.TrueForAll(word => ActivityWords.Kind(word) is not null);
    }

    /// <summary>The column whose words are leads and activities, both of them.</summary>
    private static int? RecordType(IReadOnlyList<string> header, IReadOnlyList<string[]> rows)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (!RecordTypeNames.Contains(HeaderWords.Normalize(header[i])))
            {
                continue;
            }

            var kinds = Cells(i, rows).Select(IsLead).Distinct().ToList();
            if (kinds.Count == 2 && !kinds.Contains(null))
            {
                return i;
            }
        }

        return null;
    }

    private static IEnumerable<string> Cells(int index, IReadOnlyList<string[]> rows) =>
        rows.Where(cells => index < cells.Length && cells[index].Length > 0).Select(cells => cells[index]);

    private static bool IsOfActivity(TargetField target) =>
        target is >= TargetField.LeadReference and <= TargetField.ActivityScore;

    private static HashSet<string> Words(params string[] words) =>
        words.Select(HeaderWords.Normalize).ToHashSet(StringComparer.Ordinal);
}
