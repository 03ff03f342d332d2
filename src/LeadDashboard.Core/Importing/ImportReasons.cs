using LeadDashboard.Core.Leads;

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

    public static string SeveralProducts(int count, string name) => ImportSentences.Say(ImportSentences.SeveralProducts, count, CellText.Shorten(name));

    public static string SeveralDeals(int count, string name) => ImportSentences.Say(ImportSentences.SeveralDeals, count, CellText.Shorten(name));

    public static string DealTwice(string deal) => ImportSentences.Say(ImportSentences.DealTwice, CellText.Shorten(deal));

    /// <summary>A person or a file has said otherwise than the deals.</summary>
    /// <param name="lead">Won or lost.</param>
    public static string LeadDecided(LeadStatus lead) => lead == LeadStatus.Won ? ImportSentences.LeadIsWon : ImportSentences.LeadIsLost;

    public static string OtherCurrency(string found, string company) => ImportSentences.Say(ImportSentences.OtherCurrency, found, company);

    public static string ProductGone() => ImportSentences.ProductGone;

    public static string ProductInUse() => ImportSentences.ProductInUse;

    public static string ChangedByLaterImport() => ImportSentences.ChangedByLaterImport;

    public static string HasLaterDeal() => ImportSentences.HasLaterDeal;

    public static string KeyTakenLater() => ImportSentences.KeyTakenLater;

    public static string LeadGone() => ImportSentences.LeadGone;

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? ImportSentences.NothingThere : CellText.Shorten(value);
}
