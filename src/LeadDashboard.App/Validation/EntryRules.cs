using FluentValidation;
using FluentValidation.Results;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Validation;

/// <summary>
/// The rules of something that a person or a program enters. They stand beside the service that takes it: the service
/// refuses by them, and a page asks them for each field while somebody types. Each rule ends in
/// <see cref="RuleMessages.Saying"/>, so that a refusal has a key and is worded like every message.
/// </summary>
public abstract class EntryRules<T> : AbstractValidator<T>
{
    protected EntryRules()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
    }

    /// <summary>The first broken rule; null where all hold.</summary>
    public Error? Refusal(T entry) =>
        Validate(entry).Errors is [var first, ..] ? new Error(RuleMessages.MessageOf(first)) : null;

    /// <summary>What is wrong with one property, in the language of the page.</summary>
    public IEnumerable<string> Problems(T entry, string property) =>
        Validate(ValidationContext<T>.CreateWithOptions(entry, only => only.IncludeProperties(property)))
            .Errors.Select(failure => MessageTexts.Say(RuleMessages.MessageOf(failure)));
}

/// <summary>Gives a rule its message.</summary>
public static class RuleMessages
{
    /// <param name="rule">The rule before it.</param>
    /// <param name="key">Of the catalogue of messages: "area.name".</param>
    /// <param name="values">For the places of its text.</param>
    public static IRuleBuilderOptions<T, TProperty> Saying<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule,
        string key,
        params object[] values
    ) => rule.WithErrorCode(key).WithState(_ => new Message(key, values));

    internal static Message MessageOf(ValidationFailure failure) =>
        failure.CustomState as Message
        ?? throw new InvalidOperationException(
            $"The rule {failure.ErrorCode} of {failure.PropertyName} has no message. End it with Saying(key)."
        );
}
