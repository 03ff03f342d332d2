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
    /// <summary>Name of the attribute by which a written model tells of a number that means missing.</summary>
    internal const string MissingAttribute = "missing";

    /// <summary>
    /// Writes a model that XGBoost loads with load_model; output_margin equals PredictRaw, pred_contribs equals Explain
    /// with the base value last. A number that means missing stands in the attribute "missing"; XGBoost asks for it in
    /// DMatrix(missing=...).
    /// </summary>
    public static void Write(Stream stream, BoostedTreesModel model) => XgboostJsonWriter.Write(stream, model);

    /// <param name="stream">A model saved by XGBoost's save_model as .json: booster gbtree or dart, one answer.</param>
    /// <param name="columns">The columns the model was trained on, in order: names, kinds and categories are used,
    /// values are not.</param>
    /// <param name="missing">The number that stood for "missing" in training, as DMatrix(missing=-999) has it: it then
    /// means missing in every number column here too. Null = what the file says (the Python classifier writes it), else
    /// NaN alone.</param>
    /// <returns>After early stopping the trees up to the best round, as XGBClassifier predicts.</returns>
    /// <exception cref="InvalidDataException">Not such a model, or one that cannot serve here; the message says
    /// why.</exception>
    public static BoostedTreesModel Read(
        Stream stream,
        IReadOnlyList<FeatureColumn> columns,
        float? missing = null
    ) => Open(stream, root => XgboostJsonReader.Read(root, columns, missing));

    /// <summary>The columns that a model asks, in order: names, kinds and categories, without rows.</summary>
    /// <exception cref="InvalidDataException">Not such a model, or one without feature names.</exception>
    public static IReadOnlyList<FeatureColumn> ReadColumns(Stream stream) => Open(stream, XgboostJsonReader.Columns);

    private static T Open<T>(Stream stream, Func<JsonElement, T> read)
    {
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        var bytes = buffer.ToArray();
        RefuseForeign(bytes);
        ReplaceNaN(bytes);
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                $"The XGBoost model cannot be read beyond line {error.LineNumber + 1}, byte "
                    + $"{error.BytePositionInLine} of it: it is cut short or damaged there. Copy the whole file again, "
                    + $"or save the model again.",
                error
            );
        }
        catch (Exception error)
            when (error
                    is KeyNotFoundException
                        or FormatException
                        or InvalidOperationException
                        or IndexOutOfRangeException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw new InvalidDataException(
                $"This is not an XGBoost model in JSON: {error.Message} Save it with booster.save_model('model.json').",
                error
            );
        }
    }

    /// <summary>XGBoost's binary form begins with a brace too, and then with the length of the first name.</summary>
    private static void RefuseForeign(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        start = start.TrimStart(" \t\r\n"u8);
        if (start is [(byte)'{', (byte)'L' or (byte)'l' or (byte)'i' or (byte)'I' or (byte)'U', ..])
        {
            throw new InvalidDataException(
                "This is an XGBoost model in its binary form (UBJSON); expected JSON. Save it with "
                    + "booster.save_model('model.json')."
            );
        }

        if (start is not [(byte)'{', ..])
        {
            throw new InvalidDataException(
                "This is not an XGBoost model in JSON: the file "
                    + (start.IsEmpty ? "is empty" : "does not begin with '{'")
                    + ". Save the model with booster.save_model('model.json')."
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
