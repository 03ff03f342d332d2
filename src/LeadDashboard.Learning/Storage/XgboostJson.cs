using System.Text.Json;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>
/// Exchange of tree models with XGBoost (format of 1.7, read up to 3.x): what is trained there serves here, and what is
/// trained here can be scored there.
/// Category codes are the codes of the table; missing is NaN there and -1 or NaN here.
/// </summary>
public static class XgboostJson
{
    /// <summary>
    /// Writes a model that XGBoost loads with load_model; output_margin equals PredictRaw, pred_contribs equals Explain
    /// with the base value last.
    /// </summary>
    public static void Write(Stream stream, BoostedTreesModel model) => XgboostJsonWriter.Write(stream, model);

    /// <param name="stream">A model saved by XGBoost's save_model as .json.</param>
    /// <param name="columns">The columns the model was trained on, in order: names, kinds and categories are used,
    /// values are not.</param>
    /// <exception cref="InvalidDataException">Not such a model, or one that cannot serve here; the message says
    /// why.</exception>
    public static BoostedTreesModel Read(Stream stream, IReadOnlyList<FeatureColumn> columns)
    {
        try
        {
            using var buffer = new MemoryStream();
            stream.CopyTo(buffer);
            var bytes = buffer.ToArray();
            ReplaceNaN(bytes);
            using var document = JsonDocument.Parse(bytes);
            return XgboostJsonReader.Read(document.RootElement, columns);
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or KeyNotFoundException
                        or FormatException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or OverflowException
            )
        {
            throw new InvalidDataException(
                $"This is not an XGBoost model in JSON: {error.Message} Save it with booster.save_model('model.json').",
                error
            );
        }
    }

    /// <summary>
    /// XGBoost writes NaN, which JSON does not know, as the threshold of a category split, where no threshold is
    /// needed.
    /// </summary>
    private static void ReplaceNaN(Span<byte> bytes)
    {
        var inText = false;
        for (var i = 0; i < bytes.Length; i++)
        {
            inText ^= bytes[i] == '"' && (i == 0 || bytes[i - 1] != '\\');
            if (!inText && bytes[i..].StartsWith("NaN"u8))
            {
                "0E0"u8.CopyTo(bytes[i..]);
            }
        }
    }

    internal static string ObjectiveOf(LossKind loss) =>
        loss switch
        {
            LossKind.Log => "binary:logistic",
            LossKind.Squared => "reg:squarederror",
            LossKind.Gamma => "reg:gamma",
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "Unknown loss."),
        };

    internal static LossKind LossOf(string objective) =>
        objective switch
        {
            "binary:logistic" or "binary:logitraw" or "reg:logistic" => LossKind.Log,
            "reg:squarederror" => LossKind.Squared,
            "reg:gamma" => LossKind.Gamma,
            _ => throw new InvalidDataException(
                $"The XGBoost model has the objective '{objective}'; expected binary:logistic, binary:logitraw, "
                    + $"reg:logistic, reg:squarederror or reg:gamma. Train it with one of these."
            ),
        };

    /// <summary>XGBoost keeps its base score on the scale of the prediction; raw scores live behind the link.</summary>
    internal static double MarginOf(LossKind loss, float baseScore) =>
        loss switch
        {
            LossKind.Log => -MathF.Log((1 / baseScore) - 1),
            LossKind.Gamma => MathF.Log(baseScore),
            _ => baseScore,
        };

    /// <summary>The base score whose margin is 0.</summary>
    internal static string NeutralBaseScore(LossKind loss) =>
        loss switch
        {
            LossKind.Log => "5E-1",
            LossKind.Gamma => "1E0",
            _ => "0E0",
        };
}
