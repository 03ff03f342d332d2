using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>Boosted trees that another program trained. Immutable.</summary>
public sealed class OutsideTrees
{
    private const string Xgboost = "XGBoost";
    private const string LightGbm = "LightGBM";

    private readonly BoostedTreesModel _trees;
    private readonly IReadOnlyList<FeatureColumn> _columns;

    private OutsideTrees(string program, BoostedTreesModel trees, IReadOnlyList<FeatureColumn> columns)
    {
        Program = program;
        _trees = trees;
        _columns = columns;
    }

    /// <summary>"XGBoost" or "LightGBM".</summary>
    public string Program { get; }

    /// <summary>Every feature from the column of its name, numbers as they stand and words as categories.</summary>
    public FeatureRecipe Recipe => OutsideModel.RecipeOf(_columns);

    /// <param name="bytes">A file of XGBoost (JSON) or LightGBM (text).</param>
    /// <param name="table">What it was trained on; null = its features are columns of the names that it has.</param>
    /// <param name="missing">The number that meant missing in training, where XGBoost's file does not say it.</param>
    /// <returns>Null where it is of neither program.</returns>
    /// <exception cref="InvalidDataException">Of one of them, and it cannot serve; the message says why.</exception>
    public static OutsideTrees? Read(byte[] bytes, TrainingTable? table = null, float? missing = null)
    {
        var columns = table?.Columns;
        OutsideTrees outside;
        switch (ProgramOf(bytes))
        {
            case Xgboost:
                columns ??= XgboostJson.ReadColumns(new MemoryStream(bytes));
                outside = new OutsideTrees(
                    Xgboost,
                    XgboostJson.Read(new MemoryStream(bytes), columns, missing),
                    columns
                );
                break;
            case LightGbm:
                columns ??= LightGbmText.ReadColumns(new MemoryStream(bytes));
                outside = new OutsideTrees(LightGbm, LightGbmText.Read(new MemoryStream(bytes), columns), columns);
                break;
            default:
                return null;
        }

        return outside._trees.Loss == LossKind.Log
            ? outside
            : throw new InvalidDataException(
                $"The {outside.Program} model predicts amounts; expected the chance to win. Train it with the "
                    + $"objective binary:logistic (XGBoost) or binary (LightGBM)."
            );
    }

    /// <summary>As it is: no calibration, no range (low = high = probability), an empty report.</summary>
    public TrainedModel Uncalibrated() => OutsideModel.Uncalibrated(_trees, _columns);

    /// <summary>As one of ours, with calibration, range and report from rows that it has not learnt from.</summary>
    /// <param name="rows">By <see cref="Recipe"/>.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="seed">Of folds and bootstrap.</param>
    /// <exception cref="ModelingException">Too few rows, or only one outcome.</exception>
    public TrainedModel Adopt(RawTable rows, float[] labels, int seed)
    {
        var recipe = Recipe;
        return OutsideModel.Adopt(_trees, recipe, LeadFeatures.Build(recipe, rows), labels, seed);
    }

    /// <summary>The same by the held-out rows of the table it was trained on.</summary>
    /// <exception cref="ModelingException">Too few rows, or only one outcome.</exception>
    /// <exception cref="InvalidDataException">The rows are not those of the table.</exception>
    public TrainedModel Adopt(TrainingTable table, TextReader heldOut, int seed)
    {
        var (rows, labels) = table.ReadHeldOut(heldOut);
        var adopted = OutsideModel.Adopt(_trees, table.Recipe, rows, labels, seed);
        return adopted with
        {
            Format = table.ReadAs,
            LeftOut = table.LeftOut,
            Report = adopted.Report with { TrainRowCount = table.TrainRows, Excluded = table.Recipe.Excluded },
        };
    }

    /// <summary>By its first bytes: JSON, or the line "tree"; no model of ours begins so. Null = another.</summary>
    private static string? ProgramOf(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart("\uFEFF \t\r\n"u8);
        return
            start is [(byte)'{', ..] ? Xgboost
            : start.StartsWith("tree\n"u8) || start.StartsWith("tree\r\n"u8) ? LightGbm
            : null;
    }
}
