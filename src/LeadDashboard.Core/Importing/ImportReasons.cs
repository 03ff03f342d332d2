using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing;

/// <summary>Why a well-formed row is not taken, seen against what is in the database.</summary>
public static class ImportReasons
{
    /// <summary>Begins the stored reason of every row that waits for its lead.</summary>
    public const string WaitsForLeadPrefix = "{\"key\":\"" + ImportMessages.NoSuchLead + "\"";

    public static Message NoSuchLead() => new(ImportMessages.NoSuchLead);

    public static Message CampaignUnnamed() => new(ImportMessages.CampaignUnnamed);

    public static Message CampaignNameTaken() => new(ImportMessages.CampaignNameTaken);

    public static Message PurchaseInTwoCurrencies() => new(ImportMessages.PurchaseInTwoCurrencies);

    public static Message NoSuchDeal() => new(ImportMessages.NoSuchDeal);

    public static Message NoCampaign() => new(ImportMessages.NoCampaignNamed);

    public static Message LeadUnknown() => new(ImportMessages.LeadUnknown);

    /// <param name="key">What was compared.</param>
    public static Message SeveralLeads(MatchKey key, string value, int count) =>
        new Message(ImportMessages.SeveralLeads, count, ImportWords.WordFor(key), CellText.Shorten(value));

    public static Message KeysDisagree(MatchKey key, string value) =>
        new Message(ImportMessages.KeysDisagree, ImportWords.WordFor(key), CellText.Shorten(value));

    public static Message IdentityTaken(MatchKey key, string value) =>
        new Message(ImportMessages.IdentityTaken, ImportWords.WordFor(key), CellText.Shorten(value));

    public static Message ChangedLater(string? found, string? expected) =>
        new Message(ImportMessages.ChangedLater, Shown(found), Shown(expected));

    public static Message HasLaterOutcome() => new(ImportMessages.HasLaterOutcome);

    public static Message HasLaterActivity() => new(ImportMessages.HasLaterActivity);

    public static Message EditedSince() => new(ImportMessages.EditedSince);

    public static Message SeveralProducts(int count, string name) =>
        new Message(ImportMessages.SeveralProducts, count, CellText.Shorten(name));

    public static Message SeveralDeals(int count, string name) =>
        new Message(ImportMessages.SeveralDeals, count, CellText.Shorten(name));

    public static Message DealTwice(string deal) => new Message(ImportMessages.DealTwice, CellText.Shorten(deal));

    /// <summary>A person or a file has said otherwise than the deals.</summary>
    /// <param name="lead">Won or lost.</param>
    public static Message LeadDecided(LeadStatus lead) =>
        new(lead == LeadStatus.Won ? ImportMessages.LeadIsWon : ImportMessages.LeadIsLost);

    public static Message OtherCurrency(string found, string company) =>
        new Message(ImportMessages.OtherCurrency, found, company);

    public static Message ProductGone() => new(ImportMessages.ProductGone);

    public static Message ProductInUse() => new(ImportMessages.ProductInUse);

    public static Message ChangedByLaterImport() => new(ImportMessages.ChangedByLaterImport);

    public static Message HasLaterPurchase() => new(ImportMessages.HasLaterPurchase);

    public static Message HasLaterDeal() => new(ImportMessages.HasLaterDeal);

    public static Message KeyTakenLater() => new(ImportMessages.KeyTakenLater);

    public static Message LeadGone() => new(ImportMessages.LeadGone);

    /// <param name="fields">What speaks for it, strongest first; the first three are named. At least one.</param>
    public static Message LooksLike(string leadName, double probability, IReadOnlyList<Message> fields)
    {
        var percent = (100 * Math.Min(probability, 0.9999)).ToString("0.##", CultureInfo.InvariantCulture) + " %";
        var name = CellText.Shorten(leadName);
        return fields switch
        {
            [var first, var second, var third, ..] => new Message(
                ImportMessages.LooksLikeThree,
                name,
                percent,
                first,
                second,
                third
            ),
            [var first, var second] => new Message(ImportMessages.LooksLikeTwo, name, percent, first, second),
            _ => new Message(ImportMessages.LooksLikeOne, name, percent, fields[0]),
        };
    }

    public static Message MergedAway() => new(ImportMessages.MergedAway);

    public static Message MergeStays(string leadName) =>
        new Message(ImportMessages.MergeStays, CellText.Shorten(leadName));

    private static object Shown(string? value) =>
        string.IsNullOrEmpty(value) ? new Message(ImportMessages.NothingThere) : CellText.Shorten(value);
}
