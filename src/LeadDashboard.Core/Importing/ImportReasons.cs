using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing;

/// <summary>Why a well-formed row is not taken, seen against what is in the database.</summary>
public static class ImportReasons
{
    public static string NoSuchLead() => ImportSentences.NoSuchLead;

    public static string NoCampaign() => ImportSentences.NoCampaignNamed;

    public static string LeadUnknown() => ImportSentences.LeadUnknown;

    /// <param name="key">What was compared.</param>
    public static string SeveralLeads(MatchKey key, string value, int count) =>
        ImportSentences.Say(ImportSentences.SeveralLeads, count, key, CellText.Shorten(value));

    public static string KeysDisagree(MatchKey key, string value) =>
        ImportSentences.Say(ImportSentences.KeysDisagree, key, CellText.Shorten(value));

    public static string IdentityTaken(MatchKey key, string value) =>
        ImportSentences.Say(ImportSentences.IdentityTaken, key, CellText.Shorten(value));

    public static string ChangedLater(string? found, string? expected) =>
        ImportSentences.Say(ImportSentences.ChangedLater, Shown(found), Shown(expected));

    public static string HasLaterOutcome() => ImportSentences.HasLaterOutcome;

    public static string HasLaterActivity() => ImportSentences.HasLaterActivity;

    public static string EditedSince() => ImportSentences.EditedSince;

    public static string SeveralProducts(int count, string name) =>
        ImportSentences.Say(ImportSentences.SeveralProducts, count, CellText.Shorten(name));

    public static string SeveralDeals(int count, string name) =>
        ImportSentences.Say(ImportSentences.SeveralDeals, count, CellText.Shorten(name));

    public static string DealTwice(string deal) =>
        ImportSentences.Say(ImportSentences.DealTwice, CellText.Shorten(deal));

    /// <summary>A person or a file has said otherwise than the deals.</summary>
    /// <param name="lead">Won or lost.</param>
    public static string LeadDecided(LeadStatus lead) =>
        lead == LeadStatus.Won ? ImportSentences.LeadIsWon : ImportSentences.LeadIsLost;

    public static string OtherCurrency(string found, string company) =>
        ImportSentences.Say(ImportSentences.OtherCurrency, found, company);

    public static string ProductGone() => ImportSentences.ProductGone;

    public static string ProductInUse() => ImportSentences.ProductInUse;

    public static string ChangedByLaterImport() => ImportSentences.ChangedByLaterImport;

    public static string HasLaterDeal() => ImportSentences.HasLaterDeal;

    public static string KeyTakenLater() => ImportSentences.KeyTakenLater;

    public static string LeadGone() => ImportSentences.LeadGone;

    /// <param name="fields">What speaks for it, strongest first; the first three are named. At least one.</param>
    public static string LooksLike(string leadName, double probability, IReadOnlyList<string> fields)
    {
        var percent = (100 * Math.Min(probability, 0.9999)).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        var name = CellText.Shorten(leadName);
        return fields switch
        {
            [var first, var second, var third, ..] => ImportSentences.Say(
                ImportSentences.LooksLikeThree,
                name,
                percent,
                first,
                second,
                third
            ),
            [var first, var second] => ImportSentences.Say(ImportSentences.LooksLikeTwo, name, percent, first, second),
            _ => ImportSentences.Say(ImportSentences.LooksLikeOne, name, percent, fields[0]),
        };
    }

    public static string MergedAway() => ImportSentences.MergedAway;

    public static string MergeStays(string leadName) =>
        ImportSentences.Say(ImportSentences.MergeStays, CellText.Shorten(leadName));

    private static string Shown(string? value) =>
        string.IsNullOrEmpty(value) ? ImportSentences.NothingThere : CellText.Shorten(value);
}
