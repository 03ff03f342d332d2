using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>
/// Exchange of tree models with LightGBM (text of save_model, versions v3 and v4). Category codes are the codes of the
/// table; missing is NaN there and -1 or NaN here.
/// </summary>
public static class LightGbmText
{
    /// <summary>
    /// Writes a model that LightGBM loads; its raw score equals PredictRaw up to the rounding of a double. Its
    /// contributions weigh rows by whole counts, so that they are near to Explain and not equal.
    /// </summary>
    /// <param name="stream">Written to.</param>
    /// <param name="model">Fitted here.</param>
    /// <param name="categories">string[][columnCount], empty for a number: the names that stand for the codes 0, 1 ..,
    /// as Python's data frames leave them. Null = codes alone.</param>
    /// <exception cref="InvalidDataException">The model has a number other than 0 that means missing, which LightGBM
    /// cannot say.</exception>
    public static void Write(
        Stream stream,
        BoostedTreesModel model,
        IReadOnlyList<IReadOnlyList<string>>? categories = null
    ) => LightGbmTextWriter.Write(stream, model, categories);

    /// <param name="stream">A model saved by LightGBM's save_model: one answer, objective binary, cross_entropy,
    /// regression or gamma, constant leaves.</param>
    /// <param name="columns">The columns the model was trained on, in order: names, kinds and categories are used,
    /// values are not.</param>
    /// <returns>Raw scores are log-odds for binary (LightGBM's own raw score times its sigmoid). With zero_as_missing
    /// 0 means missing here too; there also any number nearer to 0 than 1e-35 does.</returns>
    /// <exception cref="InvalidDataException">Not such a model, or one that cannot serve here; the message says
    /// why.</exception>
    public static BoostedTreesModel Read(Stream stream, IReadOnlyList<FeatureColumn> columns) =>
        Guarded(() => LightGbmTextReader.Read(LightGbmFile.Parse(stream), columns));

    /// <summary>The columns that a model asks, in order: names, kinds and categories, without rows.</summary>
    /// <exception cref="InvalidDataException">Not such a model.</exception>
    public static IReadOnlyList<FeatureColumn> ReadColumns(Stream stream) =>
        Guarded(() => LightGbmTextReader.Columns(LightGbmFile.Parse(stream)));

    internal static string ObjectiveOf(LossKind loss) =>
        loss switch
        {
            LossKind.Log => "binary sigmoid:1",
            LossKind.Squared => "regression",
            LossKind.Gamma => "gamma",
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
        };

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error)
            when (error is FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException(
                $"The LightGBM model is damaged: {error.Message} Save it again with booster.save_model('model.txt').",
                error
            );
        }
    }
}
