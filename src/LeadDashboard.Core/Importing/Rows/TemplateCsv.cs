using System.Globalization;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// An empty form of a kind of file: every field that the map knows, by a name that it recognises, and two made-up rows
/// that show what is expected. Those of several kinds fit together: deals name the leads of the other file.
/// </summary>
public static class TemplateCsv
{
    /// <summary>For rows that are a lead or an activity; a template repeats the lead beside each activity.</summary>
    private static readonly TargetField[] OfRowsOfEitherKind = [TargetField.RecordType, TargetField.LeadReference];

    /// <summary>Fields without an example stay empty: they may be left out.</summary>
    private static readonly Dictionary<TargetField, (string First, string Second)> Examples = new()
    {
        [TargetField.ExternalId] = ("L-1001", "L-1002"),
        [TargetField.Name] = ("Ann Example", "Bo Sample"),
        [TargetField.FirstName] = ("Ann", "Bo"),
        [TargetField.LastName] = ("Example", "Sample"),
        [TargetField.Email] = ("ann@example.com", "bo@example.org"),
        [TargetField.Phone] = ("030 5550100", "030 5550101"),
        [TargetField.Company] = ("Example Ltd", "Sample Inc"),
        [TargetField.Title] = ("Head of Sales", "Buyer"),
        [TargetField.Industry] = ("Software", "Retail"),
        [TargetField.CompanySize] = ("120", "35"),
        [TargetField.Country] = ("Germany", "China"),
        [TargetField.City] = ("Berlin", "Shanghai"),
        [TargetField.Source] = ("Trade fair", "Website"),
        [TargetField.Campaign] = ("Spring fair", "Summer search"),
        [TargetField.Channel] = ("Event", "Search"),
        [TargetField.Owner] = ("Kim Seller", "Lee Seller"),
        [TargetField.Created] = ("2026-01-05", "2026-02-10"),
        [TargetField.Closed] = ("2026-03-31", ""),
        [TargetField.Value] = ("1200.00", "800.00"),
        [TargetField.WonAmount] = ("1150.00", ""),
        [TargetField.Product] = ("Basic", "Premium"),
        [TargetField.Consent] = ("yes", "no"),
        [TargetField.Notes] = ("Asked for a demo", "Prefers e-mail"),
        [TargetField.Outcome] = ("won", "open"),
        [TargetField.LeadReference] = ("L-1001", "L-1002"),
        [TargetField.ActivityKind] = ("call", "meeting"),
        [TargetField.ActivityTime] = ("2026-01-12 09:30", "2026-02-16 14:00"),
        [TargetField.ActivityDetail] = ("Talked about prices", "Showed the product"),
        [TargetField.ActivityDirection] = ("outbound", "inbound"),
        [TargetField.ActivityMinutes] = ("12", "45"),
        [TargetField.ActivityText] = ("Wants an offer by Friday", "Two colleagues took part"),
        [TargetField.ActivityScore] = ("9/10", "4/5"),
        [TargetField.ActivityId] = ("A-7001", "A-7002"),
        [TargetField.SpendDay] = ("2026-01-05", "2026-02-10"),
        [TargetField.SpendAmount] = ("250.00", "99.50"),
        [TargetField.ProductName] = ("Basic", "Premium"),
        [TargetField.Sku] = ("P-1", "P-2"),
        [TargetField.ProductCategory] = ("Licence", "Service"),
        [TargetField.Price] = ("49.00", "99.00"),
        [TargetField.IsActive] = ("yes", "no"),
        [TargetField.DealId] = ("D-501", "D-502"),
        [TargetField.DealName] = ("Licences for Example Ltd", "Pilot at Sample Inc"),
        [TargetField.DealAmount] = ("1150.00", "800.00"),
        [TargetField.DealStage] = ("Signed", "Proposal"),
        [TargetField.Opened] = ("2026-01-12", "2026-02-16"),
        [TargetField.Quantity] = ("2", "1"),
        [TargetField.ListPrice] = ("1250.00", "850.00"),
        [TargetField.OfferedPrice] = ("1150.00", "800.00"),
        [TargetField.DealCost] = ("420.00", "310.00"),
        [TargetField.StageEntered] = ("2026-03-30", "2026-02-20"),
        [TargetField.CampaignId] = ("C-11", "C-12"),
        [TargetField.Programme] = ("Fairs 2026", "Search 2026"),
        [TargetField.CampaignStart] = ("2026-01-05", "2026-02-01"),
        [TargetField.CampaignEnd] = ("2026-03-31", ""),
        [TargetField.Budget] = ("5000.00", "1200.00"),
        [TargetField.CampaignGoal] = ("40 leads", "25"),
        [TargetField.MessageVariant] = ("A", "B"),
        [TargetField.CampaignStatus] = ("Completed", "In progress"),
        [TargetField.UnitCost] = ("18.00", "41.00"),
        [TargetField.Stock] = ("250", "40"),
        [TargetField.OrderId] = ("B-9001", "B-9002"),
        [TargetField.OrderLine] = ("1", "1"),
        [TargetField.PurchaseAmount] = ("98.00", "99.00"),
        [TargetField.PurchaseDate] = ("2026-04-02", "2026-04-09"),
        [TargetField.CostKind] = ("rep hour", "product"),
        [TargetField.CostSubject] = ("", "Basic"),
        [TargetField.CostAmount] = ("48.00", "18.00"),
        [TargetField.CostFrom] = ("2026-01-01", "2026-01-01"),
    };

    /// <summary>Examples of a kind that differ from those of the same field elsewhere.</summary>
    private static readonly Dictionary<(ImportKind, TargetField), (string First, string Second)> Own = new()
    {
        [(ImportKind.Stages, TargetField.DealStage)] = ("Proposal", "First talk"),
        [(ImportKind.Stages, TargetField.StageEntered)] = ("2026-02-12 10:00", "2026-02-16 14:00"),
    };

    /// <summary>The fields of a template, in the order in which they are filled in.</summary>
    public static IReadOnlyList<TargetField> Fields(ImportKind kind) =>
        [
            .. TargetFields
                .For(kind)
                .Where(field => field is not (TargetField.Ignore or TargetField.Custom))
                .Where(field => kind != ImportKind.LeadsAndActivities || !OfRowsOfEitherKind.Contains(field)),
        ];

    /// <param name="culture">Of the reader: the columns are named in Chinese or in English.</param>
    public static async Task WriteAsync(
        Stream stream,
        ImportKind kind,
        CultureInfo culture,
        CancellationToken ct = default
    )
    {
        var fields = Fields(kind);
        var isChinese = culture.TwoLetterISOLanguageName == "zh";
        await using var csv = new SafeCsv(stream);
        await csv.WriteRowAsync(fields.Select(field => TargetNames.NameOf(field, kind, isChinese)), ct);
        var rows = fields
            .Select(field => Own.TryGetValue((kind, field), out var own) ? own : Examples.GetValueOrDefault(field))
            .ToList();
        await csv.WriteRowAsync(rows.Select(row => row.First), ct);
        await csv.WriteRowAsync(rows.Select(row => row.Second), ct);
    }
}
