namespace LeadDashboard.Web.Features.Importing;

/// <summary>What the import jobs say; translated by JobsText.</summary>
internal static class ImportMessages
{
    public const string Imported = "Imported {0} rows";
    public const string ImportedAtSpeed = "Imported {0} rows, {1} per second, about {2} s left";
    public const string Undone = "Took back {0} changes";
    public const string NotMapped = "The columns of this file are not mapped yet. Open the import and say what they mean.";
    public const string Generating = "Inventing the sample company";
}
