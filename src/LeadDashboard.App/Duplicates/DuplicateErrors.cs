using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Duplicates;

/// <summary>Expected refusals; the message is an English key of DuplicatesText.</summary>
public static class DuplicateErrors
{
    public static Error Decided { get; } =
        new(
            "decided",
            "This pair has been decided already, or one of its leads is not there any more. Go on with the next pair."
        );

    public static Error NotMerged { get; } =
        new("not-merged", "This merge has been taken back already. Load the page again.");

    public static Error SurvivorGone { get; } =
        new(
            "survivor-gone",
            "The lead that was kept is not there any more: it was merged again or removed. Undo the later merge first."
        );

    public static Error KeyTaken { get; } =
        new("key-taken", "A lead with the same key has come in since. Merge or remove that lead first.");

    public static Error Edited { get; } =
        new("edited", "The kept lead was edited since. Undo keeps these edits and takes back the rest.");

    public static Error WrongSurvivor { get; } =
        new("wrong-survivor", "The lead to keep is not one of the pair. Load the page again.");
}
