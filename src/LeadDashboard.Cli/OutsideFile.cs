using LeadDashboard.Core.Messages;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Cli;

/// <summary>A model of boosted trees that another program trained.</summary>
/// <param name="Program">"XGBoost" or "LightGBM".</param>
/// <param name="Trees">Raw scores are log-odds.</param>
/// <param name="Columns">Its features: names, kinds and categories, without rows.</param>
internal sealed record OutsideFile(string Program, BoostedTreesModel Trees, IReadOnlyList<FeatureColumn> Columns)
{
    private const string Xgboost = "XGBoost";
    private const string LightGbm = "LightGBM";

    public static async Task<byte[]> BytesAsync(string path) =>
        File.Exists(path)
            ? await File.ReadAllBytesAsync(path)
            : throw new CommandException(CliTexts.Say("cli.no-model-file", path));

    /// <summary>A damaged or foreign model is a refusal that names its file.</summary>
    public static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException damage)
        {
            throw CommandException.Refused(Message.Verbatim(damage.Message), $"{path}: {damage.Message}");
        }
    }

    /// <param name="bytes">The file.</param>
    /// <param name="columns">What its features are; null = as the file itself says.</param>
    /// <returns>Null where it is of neither program.</returns>
    /// <exception cref="InvalidDataException">Of one of them, and it cannot serve.</exception>
    public static OutsideFile? Read(byte[] bytes, IReadOnlyList<FeatureColumn>? columns)
    {
        OutsideFile file;
        switch (ProgramOf(bytes))
        {
            case Xgboost:
                columns ??= XgboostJson.ReadColumns(new MemoryStream(bytes));
                file = new OutsideFile(Xgboost, XgboostJson.Read(new MemoryStream(bytes), columns), columns);
                break;
            case LightGbm:
                columns ??= LightGbmText.ReadColumns(new MemoryStream(bytes));
                file = new OutsideFile(LightGbm, LightGbmText.Read(new MemoryStream(bytes), columns), columns);
                break;
            default:
                return null;
        }

        return file.Trees.Loss == LossKind.Log ? file : throw CommandException.RefusedAs("cli.outside-loss");
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
