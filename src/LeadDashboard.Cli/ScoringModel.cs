using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;

namespace LeadDashboard.Cli;

/// <summary>A model that scores, from a file of ours or of another program.</summary>
/// <param name="Model">What scores.</param>
/// <param name="Origin">The other program; null = ours, with calibration and range.</param>
internal sealed record ScoringModel(TrainedModel Model, string? Origin)
{
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
            return IsXgboost(bytes)
                ? new ScoringModel(ReadXgboost(bytes), "XGBoost")
                : new ScoringModel(TrainedModel.FromBytes(bytes), null);
        }
        catch (InvalidDataException damage)
        {
            throw CommandException.Refused(Message.Verbatim(damage.Message), $"{path}: {damage.Message}");
        }
    }

    /// <summary>JSON, whatever is in it: no model of ours begins so.</summary>
    private static bool IsXgboost(ReadOnlySpan<byte> bytes) => bytes.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..];

    private static TrainedModel ReadXgboost(byte[] bytes)
    {
        var columns = XgboostJson.ReadColumns(new MemoryStream(bytes));
        var model = XgboostJson.Read(new MemoryStream(bytes), columns);
        return model.Loss == LossKind.Log
            ? OutsideModel.Uncalibrated(model, columns)
            : throw CommandException.RefusedAs("cli.outside-loss");
    }
}
