using LeadDashboard.App.Models;
using LeadDashboard.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Models;

/// <summary>The retraining decision in the reader's language, from the same facts the policy used.</summary>
internal static class RetrainWords
{
    public static string Describe(LearningState state, IStringLocalizer<ModelsText> words, ViewerZone? viewer) =>
        state.TrainingJobId is not null ? words["a training is under way."]
        : state.PausedUntilUtc is { } until
            ? words[
                "pauses until {0}, because the last training failed or was canceled.",
                Format.Instant(until, viewer)
            ]
        : state.IsDue ? words["due now: {0} new outcomes.", state.NewOutcomeCount]
        : state.NewOutcomeCount == 0 ? words["waits for new outcomes."]
        : words["waits for more: {0} new outcomes so far.", state.NewOutcomeCount];
}
