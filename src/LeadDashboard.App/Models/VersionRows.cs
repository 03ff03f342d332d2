using System.Text.Json;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>Why and by whom a version was made.</summary>
/// <param name="LastOutcomeId">Newest outcome that it may have learnt from.</param>
internal sealed record VersionOrigin(string Trigger, string ActorId, DateTime AtUtc, int LastOutcomeId);

/// <summary>A trained model as the row of its version.</summary>
internal static class VersionRows
{
    /// <summary>The next number, as a challenger; the row is not added.</summary>
    public static async Task<ModelVersion> NextAsync(
        LeadContext database,
        TrainedModel trained,
        PromotionComparison? comparison,
        VersionOrigin origin,
        CancellationToken cancellationToken
    )
    {
        var last = await database.ModelVersions.MaxAsync(version => (int?)version.Number, cancellationToken) ?? 0;
        var report = trained.Report;
        return new ModelVersion
        {
            Number = last + 1,
            Status = ModelStatus.Challenger,
            Kind = trained.Kind,
            CreatedUtc = origin.AtUtc,
            ActorId = origin.ActorId,
            Trigger = origin.Trigger,
            Content = trained.ToBytes(),
            ReportJson = JsonSerializer.Serialize(report, ModelJson.Options),
            TrainingRowCount = report.TrainRowCount,
            TrainingWinCount = report.Metrics.WinCount,
            Auc = report.Metrics.Auc.Value,
            PrAuc = report.Metrics.PrAuc.Value,
            LogLoss = report.Metrics.LogLoss.Value,
            CalibrationError = report.Metrics.CalibrationError,
            LastOutcomeId = origin.LastOutcomeId,
            GatePassed = comparison?.IsPromoted,
            GateMessage = comparison?.Message.ToJson(),
            ComparisonJson = comparison is null ? null : JsonSerializer.Serialize(comparison, ModelJson.Options),
        };
    }
}
