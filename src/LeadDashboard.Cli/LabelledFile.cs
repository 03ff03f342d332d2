using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>A file as a training set: one column is the outcome, some are left out, the rest is typed.</summary>
internal sealed record LabelledFile(
    TrainingSet Set,
    string Positive,
    FileFormat Format,
    IReadOnlyList<string> Notes
)
{
    public static async Task<LabelledFile> ReadAsync(
        string path,
        string label,
        string? positive,
        IReadOnlyList<string> drop,
        bool isOrdered = false
    )
    {
        var file = await TableFile.ReadAsync(path);
        var outcomes = FileOutcomes.Of(file, label, positive);
        var dropped = drop.Select(file.Require).Append(file.Require(label)).ToHashSet();
        var columns = Enumerable.Range(0, file.Header.Length).Where(column => !dropped.Contains(column)).ToArray();
        var table = file.ToRawTable(columns).SelectRows(outcomes.Rows);
        return new LabelledFile(
            isOrdered
                ? TrainingSet.FromOrderedTable(table, outcomes.Labels)
                : TrainingSet.FromTable(table, outcomes.Labels),
            outcomes.Positive,
            file.Format,
            [.. file.Notes, .. outcomes.Notes]
        );
    }
}
