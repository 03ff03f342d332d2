using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Cli;

/// <summary>A model that scores, from a file of ours or of another program.</summary>
/// <param name="Model">What scores.</param>
/// <param name="Origin">The other program; null = ours, with calibration and range.</param>
internal sealed record ScoringModel(TrainedModel Model, string? Origin)
{
    private const string Xgboost = "XGBoost";
    private const string LightGbm = "LightGBM";

    public bool IsOurs => Origin is null;

    public static async Task<ScoringModel> ReadAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-model-file", path));
        }

        var bytes = await File.ReadAllBytesAsync(path);
        try
        {
            return ProgramOf(bytes) switch
            {
                Xgboost => new ScoringModel(ReadXgboost(bytes), Xgboost),
                LightGbm => new ScoringModel(ReadLightGbm(bytes), LightGbm),
                _ => new ScoringModel(TrainedModel.FromBytes(bytes), null),
            };
        }
        catch (InvalidDataException damage)
        {
            throw CommandException.Refused(Message.Verbatim(damage.Message), $"{path}: {damage.Message}");
        }
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

    private static TrainedModel ReadXgboost(byte[] bytes)
    {
        var columns = XgboostJson.ReadColumns(new MemoryStream(bytes));
        return Adapted(XgboostJson.Read(new MemoryStream(bytes), columns), columns);
    }

    private static TrainedModel ReadLightGbm(byte[] bytes)
    {
        var columns = LightGbmText.ReadColumns(new MemoryStream(bytes));
        return Adapted(LightGbmText.Read(new MemoryStream(bytes), columns), columns);
    }

    private static TrainedModel Adapted(BoostedTreesModel model, IReadOnlyList<FeatureColumn> columns) =>
        model.Loss == LossKind.Log
            ? OutsideModel.Uncalibrated(model, columns)
            : throw CommandException.RefusedAs("cli.outside-loss");
}
