using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Models;

/// <summary>Sentences of a stored report in the reader's language: a known sentence is a key, an unknown one is shown as it was written.</summary>
internal static class ReportWords
{
    public static string Of(string sentence, IStringLocalizer<ModelsText> words) => words[sentence];
}

/// <summary>The retraining decision in the reader's language, from the same facts the policy used.</summary>
internal static class RetrainWords
{
    public static string Of(LearningState state, IStringLocalizer<ModelsText> words) =>
        state.TrainingJobId is not null ? words["a training is under way."]
        : state.Decision.IsTrain ? words["due now: {0} new outcomes.", state.NewOutcomeCount]
        : state.NewOutcomeCount == 0 ? words["waits for new outcomes."]
        : words["waits for more: {0} new outcomes so far.", state.NewOutcomeCount];
}
