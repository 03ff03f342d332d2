using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing;

/// <summary>What makes a map fit to import.</summary>
internal static class ColumnMapRules
{
    public static IReadOnlyList<Error> Errors(ColumnMap map)
    {
        var errors = new List<Error>();
        foreach (var group in map.Columns.Where(c => c.Target is not (TargetField.Ignore or TargetField.Custom)).GroupBy(c => c.Target).Where(g => g.Count() > 1))
        {
            errors.Add(ImportErrors.BadMap($"The columns {Quote(group.Select(c => c.Header))} are both mapped to {group.Key}. Keep one of them and make the other a custom field."));
        }

        foreach (var column in map.Columns.Where(c => !TargetFields.For(map.Kind).Contains(c.Target)))
        {
            errors.Add(ImportErrors.BadMap($"The column '{column.Header}' is mapped to {column.Target}, which a file of {map.Kind} does not have. Choose another target or ignore the column."));
        }

        errors.AddRange(map.Kind switch
        {
            ImportKind.Activities => Required(map, [TargetField.LeadReference, TargetField.Email], "which lead each activity belongs to")
                .Concat(Required(map, [TargetField.ActivityTime], "when each activity happened")),
            ImportKind.Spend => Required(map, [TargetField.Campaign, TargetField.Channel], "what the money was spent for")
                .Concat(Required(map, [TargetField.SpendDay], "the day of each amount"))
                .Concat(Required(map, [TargetField.SpendAmount], "the amounts")),
            _ => LeadErrors(map),
        });
        return errors;
    }

    public static IReadOnlyList<string> Warnings(ColumnMap map)
    {
        if (map.Kind != ImportKind.Leads)
        {
            return [];
        }

        var warnings = new List<string>();
        if (map.OutcomeColumn is null)
        {
            warnings.Add("No column says won or lost: the rows are imported as open leads. Training needs a file with outcomes, or outcomes marked by hand.");
        }
        else if (map.Outcome is { WonValues.Count: > 0, LostValues.Count: 0, OpenValues.Count: 0 })
        {
            warnings.Add($"No value of '{map.OutcomeColumn.Header}' means lost: a model cannot learn from wins alone.");
        }

        if (!map.Columns.Any(c => c.Target is TargetField.ExternalId or TargetField.Email or TargetField.Phone or TargetField.Company))
        {
            warnings.Add("No column identifies a lead (id, e-mail, phone, or name with company): each row becomes a lead of its own.");
        }

        if (!map.Columns.Any(c => c.Target == TargetField.Created))
        {
            warnings.Add("No column says when a lead was created: the instant of import is taken, and models are tested on random rows instead of the newest.");
        }

        return warnings;
    }

    private static IEnumerable<Error> LeadErrors(ColumnMap map)
    {
        if (map.Columns.All(c => c.Target == TargetField.Ignore))
        {
            yield return ImportErrors.BadMap("Every column is ignored. Map at least one column.");
        }

        if (map.OutcomeColumn is not { } column)
        {
            yield break;
        }

        if (map.Outcome is null || map.Outcome.WonValues.Count == 0)
        {
            yield return ImportErrors.BadMap($"No value of the outcome column '{column.Header}' means won. Choose at least one.");
            yield break;
        }

        var lists = new[] { map.Outcome.WonValues, map.Outcome.LostValues, map.Outcome.OpenValues };
        foreach (var word in lists.SelectMany(list => list.Distinct(StringComparer.OrdinalIgnoreCase)).GroupBy(w => w, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return ImportErrors.BadMap($"'{word.Key}' in the outcome column '{column.Header}' has two meanings. Let it mean won, lost or open.");
        }
    }

    private static IEnumerable<Error> Required(ColumnMap map, TargetField[] oneOf, string what)
    {
        if (!map.Columns.Any(c => oneOf.Contains(c.Target)))
        {
            yield return ImportErrors.BadMap($"No column says {what}. Map one to {string.Join(" or ", oneOf)}.");
        }
    }

    private static string Quote(IEnumerable<string> names) => string.Join(" and ", names.Select(name => $"'{name}'"));
}
