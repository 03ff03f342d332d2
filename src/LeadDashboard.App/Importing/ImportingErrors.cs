using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Importing;

/// <summary>Why a step of an import is refused; what is wrong with a file or a mapping stands in Core.</summary>
public static class ImportingErrors
{
    public static Error NotThere { get; } = new("import.not-there");

    public static Error FileRemoved { get; } = new("import.file-removed");

    public static Error Started { get; } = new("import.started");

    public static Error NotUndoable { get; } = new("import.not-undoable");

    public static Error NotDone { get; } = new("import.not-done");

    public static Error NotStaged { get; } = new("import.not-staged");

    public static Error CurrencyInUse { get; } = new("import.currency-in-use");
}
