using LeadDashboard.Learning.MachineLearning;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;

namespace LeadDashboard.Learning.Tests.MachineLearning;

/// <summary>What the library itself says of rows, beside what our reading of its models says.</summary>
internal static class LibraryScores
{
    /// <summary>The table with numbers beyond those learnt from, all-missing rows and codes never seen.</summary>
    public static FeatureTable Strange(FeatureTable table) =>
        new([
            .. table.Columns.Select(column =>
                column.Kind == FeatureKind.Number
                    ? FeatureColumn.Number(
                        column.Name,
                        [
                            .. column.Numbers.Select(
                                (x, row) =>
                                    (row % 10) switch
                                    {
                                        0 => float.NaN,
                                        1 => -1e6f,
                                        2 => 1e6f,
                                        _ => x,
                                    }
                            ),
                        ]
                    )
                    : FeatureColumn.Category(
                        column.Name,
                        [.. column.Codes.Select((code, row) => row % 10 == 0 ? -1 : code)],
                        column.Categories
                    )
            ),
        ]);

    /// <summary>double[rowCount]: the library's own answer for each row.</summary>
    public static double[] Raw(ITransformer model, LibraryRun run, FeatureTable table)
    {
        var view = run.Derived.View(run.Context, run.Derived.Cells(table), new float[table.RowCount]);
        return [.. model.Transform(view).GetColumn<float>("Score").Select(score => (double)score)];
    }

    /// <summary>double[rowCount]: the library's own answer, on the scale of log-odds by its own calibrator.</summary>
    public static double[] LogOdds<T>(
        BinaryPredictionTransformer<CalibratedModelParametersBase<T, PlattCalibrator>> model,
        LibraryRun run,
        FeatureTable table
    )
        where T : class
    {
        var calibrator = model.Model.Calibrator;
        return [.. Raw(model, run, table).Select(score => -(calibrator.Slope * score) - calibrator.Offset)];
    }

    public static void AssertSame(double[] expected, double[] raw)
    {
        Assert.Equal(expected.Length, raw.Length);
        for (var row = 0; row < raw.Length; row++)
        {
            var (library, ours) = (Chance(expected[row]), Chance(raw[row]));
            Assert.True(Math.Abs(library - ours) <= 1e-5 * library, $"Row {row}: {library} and {ours}.");
        }
    }

    private static double Chance(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    public static void AssertAddsUp(ILearnedModel model, FeatureTable table)
    {
        var raw = model.PredictRaw(table);
        var shares = model.ExplainAll(table, out var baseValue);
        for (var row = 0; row < raw.Length; row++)
        {
            var sum = baseValue + shares.AsSpan(row * table.ColumnCount, table.ColumnCount).ToArray().Sum();
            Assert.Equal(raw[row], sum, 1e-6);
        }

        Assert.Equal(raw.Average(), baseValue, 1e-4);
    }

    public static void AssertReadsBack(ILearnedModel model, byte[] bytes, FeatureTable table)
    {
        var read = ModelFile.Read(new MemoryStream(bytes));
        Assert.Equal(model.Kind, read.Kind);
        Assert.Equal(model.PredictRaw(table), read.PredictRaw(table));
    }
}
