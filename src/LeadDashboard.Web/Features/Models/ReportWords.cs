using LeadDashboard.App.Messages;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Messages;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Models;

/// <summary>
/// Sentences of a stored report in the reader's language. They are stored in English with their figures filled in,
/// because the learner knows
/// no languages; here the template is recognised again. An unknown sentence is shown as it was written.
/// </summary>
internal static class ReportWords
{
    public static string Of(string sentence, IStringLocalizer<ModelsText> words) =>
        Message.FromStored(sentence) is { Key: not Message.VerbatimKey } said ? MessageTexts.Say(said)
        : ReportSentences.Recognise(sentence) is { } known ? words[known.Template, known.Values] : words[sentence];
}

/// <summary>The retraining decision in the reader's language, from the same facts the policy used.</summary>
internal static class RetrainWords
{
    public static string Of(LearningState state, IStringLocalizer<ModelsText> words) =>
        state.TrainingJobId is not null ? words["a training is under way."]
        : state.PausedUntilUtc is { } until
            ? words[
                "pauses until {0}, because the last training failed or was canceled.",
                Components.Shared.Format.Instant(until)
            ]
        : state.Decision.IsTrain ? words["due now: {0} new outcomes.", state.NewOutcomeCount]
        : state.NewOutcomeCount == 0 ? words["waits for new outcomes."]
        : words["waits for more: {0} new outcomes so far.", state.NewOutcomeCount];
}
