using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Activities;

namespace LeadDashboard.App.Leads;

/// <summary>What somebody did with a lead, as they enter it.</summary>
/// <param name="Kind">How they were in touch.</param>
/// <param name="Detail">What happened; optional for a call or a meeting, a note is nothing without it. At most
/// <see cref="ActivityEntryRules.MaxDetailLength"/> characters.</param>
public sealed record ActivityEntry(ActivityKind Kind, string? Detail);

/// <summary>What an activity needs.</summary>
public sealed class ActivityEntryRules : EntryRules<ActivityEntry>
{
    public const int MaxDetailLength = 4000;

    private const string NoteEmpty = "leads.note-empty";
    private const string DetailLong = "leads.detail-long";
    private const string DetailWrong = "leads.detail-wrong";

    public ActivityEntryRules()
    {
        RuleFor(entry => entry.Detail)
            .NotEmpty()
            .When(entry => entry.Kind == ActivityKind.Note, ApplyConditionTo.CurrentValidator)
            .Saying(NoteEmpty)
            .StorableText(MaxDetailLength, DetailLong, DetailWrong);
    }
}
