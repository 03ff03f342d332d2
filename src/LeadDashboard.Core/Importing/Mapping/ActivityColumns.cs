using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>Columns of a file of activities whose names alone do not say which of two things they are.</summary>
internal static class ActivityColumns
{
    private const double MostlyDifferent = 0.95;

    /// <summary>
    /// "ID" is the activity where another column names the lead and no value comes twice; of two columns that describe
    /// it the second is its text; an "event name" that is no kind of activity is what it was about.
    /// </summary>
    public static void Part(List<MappedColumn> columns, IReadOnlyList<SampleColumn> sample)
    {
        var leads = columns.Where(c => c.Target is TargetField.LeadReference or TargetField.Email).ToList();
        if (
            leads.Find(c => IsVagueId(c) && IsMostlyDifferent(sample[c.Index].Values)) is { } id
            && leads.Exists(c => !IsVagueId(c))
            && !Has(TargetField.ActivityId)
        )
        {
            columns[id.Index] = id with { Target = TargetField.ActivityId };
        }

        if (
            columns.Find(c => c.Target == TargetField.ActivityKind && HeaderWords.Split(c.Header).Contains("name"))
                is { } named
            && sample[named.Index].Values.All(value => ActivityWords.Kind(value) is null)
        )
        {
            columns[named.Index] = named with { Target = TargetField.ActivityDetail };
        }

        var details = columns
            .Where(c => c.Target == TargetField.ActivityDetail)
            .OrderBy(c => ActivityNames.RankOf(c.Header))
            .ToList();
        if (details.Count > 1 && !Has(TargetField.ActivityText))
        {
            columns[details[^1].Index] = details[^1] with { Target = TargetField.ActivityText };
        }

        bool Has(TargetField target) => columns.Exists(column => column.Target == target);
    }

    private static bool IsVagueId(MappedColumn column) =>
        HeaderWords.Normalize(column.Header) is "id" or "externalid" or "recordid" or "编号";

    private static bool IsMostlyDifferent(IReadOnlyList<string> values)
    {
        var filled = values.Where(value => value.Length > 0).ToList();
        return filled.Count > 0 && filled.Distinct(StringComparer.Ordinal).Count() > filled.Count * MostlyDifferent;
    }
}
