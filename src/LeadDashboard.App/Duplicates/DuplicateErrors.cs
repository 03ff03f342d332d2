using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Duplicates;

/// <summary>Expected refusals.</summary>
public static class DuplicateErrors
{
    public static Error Decided { get; } = new("duplicates.decided");

    public static Error NotMerged { get; } = new("duplicates.not-merged");

    public static Error SurvivorGone { get; } = new("duplicates.survivor-gone");

    public static Error KeyTaken { get; } = new("duplicates.key-taken");

    public static Error Edited { get; } = new("duplicates.edited");

    public static Error WrongSurvivor { get; } = new("duplicates.wrong-survivor");
}
