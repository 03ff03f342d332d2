using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Presets;

namespace LeadDashboard.Core.Tests.Importing.Presets;

/// <summary>Made-up rows under the headers that the four programs export.</summary>
public sealed class ExportPresetTests
{
    private const string HubSpot =
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Associated Company,Job Title,"
        + "Country/Region,Lifecycle Stage,Original Source,Create Date,Became a Customer Date,"
        + "Days To Close\n"
        + "501,Ann,Lee,ann@x.com,+4930123456,Mia,Acme,CTO,Germany,Customer,Organic Search,2026-01-03 10:00,"
        + "2026-02-01,29\n"
        + "502,Bob,Ray,bob@x.com,+4930123457,Mia,Bolt,CEO,France,Lead,Paid Search,2026-01-04 11:00,,\n"
        + "503,Cid,Sol,cid@x.com,+4930123458,Ravi,Coil,Buyer,Spain,Unqualified,Email Marketing,"
        + "2026-01-05 12:00,,";

    private const string Salesforce =
        "Lead ID,First Name,Last Name,Title,Company / Account,Email,Phone,Lead Source,Lead Status,"
        + "Lead Owner,Converted,Converted Date,Created Date,No. of Employees,Opportunity Amount\n"
        + "00Q1,Ann,Lee,CTO,Acme,ann@x.com,+4930123456,Web,Closed - Converted,Mia,1,2026-02-01,2026-01-03,"
        + "50,1000\n"
        + "00Q2,Bob,Ray,CEO,Bolt,bob@x.com,+4930123457,Phone,Open,Mia,0,,2026-01-04,70,";

    private const string Dynamics =
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic,Status,"
        + "Status Reason,Created On,Company Name,Email,Business Phone,Lead Source,Est. Value\n"
        + "aaa-1,xx1,2026-02-01,Ann Lee,Pumps,Qualified,Qualified,2026-01-03,Acme,ann@x.com,+4930123456,"
        + "Web,500\n"
        + "aaa-2,xx2,2026-02-02,Bob Ray,Valves,Disqualified,Lost,2026-01-04,Bolt,bob@x.com,+4930123457,"
        + "Trade Show,700";

    private const string Odoo =
        "External ID,Opportunity,Contact Name,Company Name,Email,Phone,Salesperson,Sales Team,"
        + "Expected Revenue,Stage,Probability,Created on,Closed Date,Lost Reason,Source,Medium,Campaign\n"
        + "crm.lead_1,Pumps for Acme,Ann Lee,Acme,ann@x.com,+4930123456,Mia,Europe,500.0,Won,100,"
        + "2026-01-03 10:00:00,2026-02-01 09:00:00,,Google,Search,Spring\n"
        + "crm.lead_2,Valves for Bolt,Bob Ray,Bolt,bob@x.com,+4930123457,Mia,Europe,700.0,Proposition,40,"
        + "2026-01-04 10:00:00,,,Facebook,Social,Spring\n"
        + "crm.lead_3,Coils,Cid Sol,Coil,cid@x.com,+4930123458,Ravi,Europe,90.0,Lost,0,2026-01-05 10:00:00,"
        + "2026-02-03 09:00:00,Price,Google,Search,Autumn";

    [Theory]
    [InlineData(
        HubSpot,
        "HubSpot",
        "Lifecycle Stage",
        "Days To Close",
        "Country/Region=Country;Original Source=Source;Contact owner=Owner;Record ID=ExternalId;Associated "
            + "Company=Company;Create Date=Created"
    )]
    [InlineData(
        Salesforce,
        "Salesforce",
        "Converted",
        "Opportunity Amount",
        "Company / Account=Company;Lead ID=ExternalId;Lead Owner=Owner;Converted Date=Closed;No. of "
            + "Employees=CompanySize;Lead Source=Source"
    )]
    [InlineData(
        Odoo,
        "Odoo",
        "Stage",
        "Probability",
        "External ID=ExternalId;Contact Name=Name;Salesperson=Owner;Medium=Channel;Expected Revenue=Value;Closed "
            + "Date=Closed;Lost Reason=LossReason"
    )]
    public async Task Suggest_ExportOfAKnownProgram_MapsItsColumns(
        string text,
        string program,
        string outcome,
        string afterOutcome,
        string targets
    )
    {
        var file = await TableText.ImportAsync(TableText.Utf8(text));

        var map = file.Map!;
        Assert.Equal(program, ExportPresets.Recognize(file.Header)?.Name);
        Assert.Equal(outcome, map.OutcomeColumn?.Header);
        Assert.All(
            targets.Split(';'),
            pair => Assert.Equal(pair.Split('=')[1], file.TargetOf(pair.Split('=')[0]).ToString())
        );
        Assert.True(map.Columns.Single(column => column.Header == afterOutcome).IsExcluded, afterOutcome);
        Assert.Empty(file.Errors);
        Assert.Contains(file.Leads, lead => lead.Lead.Status == Core.Leads.LeadStatus.Won);
    }

    [Fact]
    public async Task Suggest_DynamicsExport_MapsItsColumns()
    {
        var file = await TableText.ImportAsync(TableText.Utf8(Dynamics));

        Assert.Equal("Dynamics 365", ExportPresets.Recognize(file.Header)?.Name);
        Assert.Equal(TargetField.ExternalId, file.TargetOf("(Do Not Modify) Lead"));
        Assert.Equal(
            (TargetField.Created, TargetField.Company, TargetField.Value),
            (file.TargetOf("Created On"), file.TargetOf("Company Name"), file.TargetOf("Est. Value"))
        );
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData("name,email,phone,company,status")]
    [InlineData(
        "Lead ID,Name,Email,Phone,Company,Job Title,Industry,Company "
            + "Size,Country,City,Source,Campaign,Channel,Owner,Created Date,Expected Value,Product,Status,Closed Date"
    )]
    public void Recognize_OtherHeader_IsNone(string header) => Assert.Null(ExportPresets.Recognize(header.Split(',')));
}
