namespace LeadDashboard.App.Importing;

/// <summary>What the import jobs say while they run.</summary>
internal static class ImportJobMessages
{
    public const string Imported = "import.imported-rows";
    public const string ImportedAtSpeed = "import.imported-rows-at-speed";
    public const string Undone = "import.took-back-changes";
    public const string Comparing = "import.comparing-leads";
    public const string Merged = "import.merged-rows";
    public const string SkippedDuplicates = "import.skipped-look-alikes";
    public const string NotMapped = "import.not-mapped";
    public const string Generating = "import.inventing-sample";
}
