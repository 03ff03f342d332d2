using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>
/// A training set as a <see cref="TrainingTable"/>. One row in five is held out: the newest where time order is known,
/// else drawn with the same share of wins. What the features learn from outcomes they learn from the others alone.
/// </summary>
public sealed class TableExport
{
    private const int FoldCount = 5;

    private readonly FeatureTable _train;
    private readonly float[] _trainLabels;
    private readonly FeatureTable _heldOut;
    private readonly float[] _heldOutLabels;

    private TableExport(TrainingTable table, FeatureTable train, float[] labels, FeatureTable heldOut, float[] others)
    {
        Table = table;
        (_train, _trainLabels, _heldOut, _heldOutLabels) = (train, labels, heldOut, others);
    }

    public TrainingTable Table { get; }

    /// <param name="set">Rows with their outcomes.</param>
    /// <param name="format">How its file was read.</param>
    /// <param name="parts">1 .. any: files that the rows to learn from are cut into.</param>
    /// <param name="seed">Of the rows that are drawn.</param>
    /// <exception cref="ModelingException">Too few labels or only one outcome.</exception>
    public static TableExport Make(TrainingSet set, FileFormat format, int parts, int seed)
    {
        ModelTrainer.RequireTrainable(set, TrainingOptions.Default);
        var (trainRows, heldOutRows) = Split(set, seed);
        var (train, heldOut) = (set.Select(trainRows), set.Select(heldOutRows));
        var recipe = FeatureRecipe.Fit(train);
        var learnt = LeadFeatures.BuildForTraining(recipe, train);
        var table = new TrainingTable(
            [.. learnt.Columns.Select(TrainingTable.Describe)],
            "won",
            parts,
            train.RowCount,
            heldOut.RowCount,
            recipe,
            (format with { Evidence = [] }).ToJson()
        )
        {
            HeldOutFromUtc = set.IsOrdered ? heldOut.InstantsUtc.Min() : null,
        };
        return new TableExport(
            table,
            learnt,
            train.Labels,
            LeadFeatures.Build(recipe, heldOut.Rows),
            heldOut.Labels
        );
    }

    /// <summary>The same with more said of where its rows come from.</summary>
    /// <param name="seenUpTo"><see cref="TrainingTable.SeenUpTo"/>.</param>
    /// <param name="leftOut"><see cref="TrainingTable.LeftOut"/>.</param>
    public TableExport From(SeenOutcome? seenUpTo = null, IReadOnlyList<string>? leftOut = null)
    {
        var table = Table with { SeenUpTo = seenUpTo, LeftOut = leftOut ?? [] };
        return new TableExport(table, _train, _trainLabels, _heldOut, _heldOutLabels);
    }

    private static (int[] Train, int[] HeldOut) Split(TrainingSet set, int seed)
    {
        if (set.IsOrdered)
        {
            var newest = TimeSplit.Newest(set.InstantsUtc, 1.0 / FoldCount);
            return (newest.TrainRows, newest.TestRows);
        }

        var folds = StratifiedFolds.Assign(set.Labels, FoldCount, seed);
        int[] Rows(bool areHeldOut) =>
            [.. Enumerable.Range(0, set.RowCount).Where(row => folds[row] == 0 == areHeldOut)];
        return (Rows(false), Rows(true));
    }

    /// <param name="writer">Gets the rows of one part as CSV.</param>
    /// <param name="part">0 .. parts - 1.</param>
    public Task WritePartAsync(TextWriter writer, int part)
    {
        var (from, to) = RowsOf(part);
        return Table.WriteAsync(writer, _train, _trainLabels, from, to);
    }

    /// <param name="stream">Gets the rows of one part as Parquet.</param>
    /// <param name="part">0 .. parts - 1.</param>
    public Task WriteParquetAsync(Stream stream, int part)
    {
        var (from, to) = RowsOf(part);
        return ParquetPart.WriteAsync(stream, Table, _train, _trainLabels, from, to);
    }

    private (int From, int To) RowsOf(int part) =>
        (
            (int)((long)part * Table.TrainRows / Table.Parts),
            (int)((long)(part + 1) * Table.TrainRows / Table.Parts)
        );

    public Task WriteHeldOutAsync(TextWriter writer) =>
        Table.WriteAsync(writer, _heldOut, _heldOutLabels, 0, Table.HeldOutRows);
}
