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

    /// <summary>A text that a column can hold.</summary>
    /// <param name="rule">The rule before it.</param>
    /// <param name="maxLength">Characters without the blanks around it.</param>
    /// <param name="tooLong">Key of the message for a longer one; {0} = the limit.</param>
    /// <param name="notStorable">Key of the message for a NUL, which PostgreSQL takes in no text.</param>
    public static IRuleBuilderOptions<T, string?> StorableText<T>(
        this IRuleBuilder<T, string?> rule,
        int maxLength,
        string tooLong,
        string notStorable
    ) =>
        rule.Must(text => (text?.Trim().Length ?? 0) <= maxLength)
            .Saying(tooLong, maxLength)
            .Must(text => text?.Contains('\0', StringComparison.Ordinal) != true)
            .Saying(notStorable);

    internal static Message MessageOf(ValidationFailure failure) =>
        failure.CustomState as Message
        ?? throw new InvalidOperationException(
            $"The rule {failure.ErrorCode} of {failure.PropertyName} has no message. End it with Saying(key)."
        );
}
