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
        var bytes = await OutsideFile.BytesAsync(path);
        return OutsideFile.Guarded(
            path,
            () =>
                OutsideFile.Read(bytes, null) is { } outside
                    ? new ScoringModel(OutsideModel.Uncalibrated(outside.Trees, outside.Columns), outside.Program)
                    : new ScoringModel(TrainedModel.FromBytes(bytes), null)
        );
    }
}
