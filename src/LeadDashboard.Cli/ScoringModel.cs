using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>A model that scores, from a file of ours or of another program.</summary>
/// <param name="Model">What scores.</param>
/// <param name="Origin">The other program; null = ours, with calibration and range.</param>
internal sealed record ScoringModel(TrainedModel Model, string? Origin)
{
    public bool IsOurs => Origin is null;

    public static async Task<ScoringModel> ReadAsync(string path)
    {
        var bytes = await BytesAsync(path);
        return Guarded(
            path,
            () =>
                OutsideTrees.Read(bytes) is { } outside
                    ? new ScoringModel(outside.Uncalibrated(), outside.Program)
                    : new ScoringModel(TrainedModel.FromBytes(bytes), null)
        );
    }

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
}
