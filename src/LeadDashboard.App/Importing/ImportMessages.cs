namespace LeadDashboard.App.Importing;

/// <summary>What the import jobs say; translated by JobsText.</summary>
internal static class ImportMessages
{
    public const string Imported = "Imported {0} rows";
    public const string ImportedAtSpeed = "Imported {0} rows, {1} per second, about {2} s left";
    public const string Undone = "Took back {0} changes";
    public const string Comparing = "Comparing {0} leads";
    public const string Merged = "Merged {0} of {1} rows with leads they look like";
    public const string SkippedDuplicates = "Skipped {0} of {1} rows that look like other leads";
    public const string NotMapped =
        "The columns of this file are not mapped yet. Open the import and say what they mean.";
    public const string Generating = "Inventing the sample company";
}
