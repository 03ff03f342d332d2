using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// What every column of the public data sets is, as a person who knows them would map it: one line "name: target or
/// type, words that mean not known".
/// </summary>
internal static class KnownColumns
{
    public static readonly string[] Bank =
    [
        "age: Number", "job: Category, unknown", "marital: Category, unknown", "education: Category, unknown",
        "default: Boolean, unknown", "housing: Boolean, unknown", "loan: Boolean, unknown", "contact: Category",
        "month: Category", "day_of_week: Category", "duration: Number", "campaign: Number", "pdays: Number, 999",
        "previous: Number", "poutcome: Category", "emp.var.rate: Number", "cons.price.idx: Number",
        "cons.conf.idx: Number", "euribor3m: Number", "nr.employed: Number", "y: Outcome",
    ];

    public static readonly string[] Shoppers =
    [
        "Administrative: Number", "Administrative_Duration: Number", "Informational: Number",
        "Informational_Duration: Number", "ProductRelated: Number", "ProductRelated_Duration: Number",
        "BounceRates: Number", "ExitRates: Number", "PageValues: Number", "SpecialDay: Number", "Month: Category",
        "OperatingSystems: Category", "Browser: Category", "Region: Category", "TrafficType: Category",
        "VisitorType: Category", "Weekend: Boolean", "Revenue: Outcome",
    ];

    /// <summary>
    /// Numbers that name something (house, postcode, insurance) are words: a leading zero is part of them.
    /// </summary>
    public static readonly string[] Febrl =
    [
        "rec_id: ExternalId", "given_name: FirstName", "surname: LastName", "street_number: Category",
        "address_1: Text", "address_2: Text", "suburb: City", "postcode: Category", "state: Category",
        "date_of_birth: Date", "soc_sec_id: Text",
    ];

    public static IEnumerable<string> Of(ColumnMap map) =>
        map.Columns.Select(column =>
            string.Join(
                ", ",
                column.MissingTokens.Prepend(
                    $"{column.Header}: "
                        + $"{(column.Target == TargetField.Custom ? column.Type.ToString() : column.Target.ToString())}"
                )
            )
        );

    /// <summary>Every cell of a custom column as it came, word for word: nothing was lost on the way.</summary>
    public static void AssertKept(IEnumerable<(string Raw, Lead Lead)> rows, string header)
    {
        var count = 0;
        foreach (var (raw, lead) in rows.Where(row => row.Raw.Trim().Length > 0))
        {
            count++;
            Assert.Equal(raw.Trim(), LeadAttributes.Parse(lead.AttributesJson)[header]);
        }

        Assert.True(count > 0, $"'{header}' has no values.");
    }
}
