namespace LeadDashboard.Core.Importing;

/// <summary>Why a well-formed row is not taken, seen against what is in the database.</summary>
public static class ImportReasons
{
    public static string NoSuchLead() => ImportSentences.NoSuchLead;

    public static string NoCampaign() => ImportSentences.NoCampaignNamed;

    public static string LeadUnknown() => ImportSentences.LeadUnknown;

    /// <param name="key">What was compared.</param>
    public static string SeveralLeads(MatchKey key, string value, int count) => ImportSentences.Say(ImportSentences.SeveralLeads, count, key, CellText.Shorten(value));

    public static string KeysDisagree(MatchKey key, string value) => ImportSentences.Say(ImportSentences.KeysDisagree, key, CellText.Shorten(value));

    public static string IdentityTaken(MatchKey key, string value) => ImportSentences.Say(ImportSentences.IdentityTaken, key, CellText.Shorten(value));

    public static string ChangedLater(string? found, string? expected) => ImportSentences.Say(ImportSentences.ChangedLater, Shown(found), Shown(expected));

    public static string HasLaterOutcome() => ImportSentences.HasLaterOutcome;

    public static string HasLaterActivity() => ImportSentences.HasLaterActivity;

    public static string EditedSince() => ImportSentences.EditedSince;

    public static string LeadGone() => ImportSentences.LeadGone;

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? ImportSentences.NothingThere : CellText.Shorten(value);
}
