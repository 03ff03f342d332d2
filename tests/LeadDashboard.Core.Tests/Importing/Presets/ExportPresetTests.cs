using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Presets;

namespace LeadDashboard.Core.Tests.Importing.Presets;

/// <summary>Made-up rows under the headers that the programs export.</summary>
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

    private const string Google =
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,"
        + "E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - City,Address 1 - Country\n"
        + "Ann,,Lee,Acme,Buyer,* myContacts,* Work,ann@x.com,Mobile,+49 170 1234567,Berlin,Germany\n"
        + "Bob,,Ray,Bolt,Head of IT,* myContacts,* Work,bob@x.com,Mobile,+49 170 1234568,Bonn,Germany";

    private const string Outlook =
        "Title,First Name,Last Name,Company,Job Title,Business City,Business Country/Region,Business Phone,"
        + "Mobile Phone,E-mail Address,E-mail Type,E-mail Display Name,Web Page,Other Street\n"
        + "Ms.,Ann,Lee,Acme,Purchasing Manager,Leeds,United Kingdom,(0113) 496 0000,07700 900000,ann@x.com,SMTP,"
        + "Ann Lee (ann@x.com),,\n"
        + "Mr.,Bob,Ray,Bolt,CEO,Leeds,United Kingdom,(0113) 496 0001,07700 900001,bob@x.com,SMTP,"
        + "Bob Ray (bob@x.com),,";

    private const string Zoho =
        "Record Id,Lead Owner.id,Lead Owner,Is Converted,Company,First Name,Last Name,Email,Phone,Mobile,Lead Source,"
        + "Lead Status,No. of Employees,Annual Revenue,Created By.id,Created By,Created Time,Modified Time,"
        + "Converted Account.id,Lead Conversion Time\n"
        + "zcrm_1,zcrm_9,Mia,true,Acme,Ann,Lee,ann@x.com,+4930123456,,Trade Show,Contacted,50,1000000,zcrm_9,Mia,"
        + "2026-01-03 10:00:00,2026-02-01 09:00:00,zcrm_77,2026-02-01 09:00:00\n"
        + "zcrm_2,zcrm_9,Mia,false,Bolt,Bob,Ray,bob@x.com,+4930123457,,Web,Attempted to Contact,70,2000000,zcrm_9,"
        + "Mia,2026-01-04 11:00:00,2026-01-05 09:00:00,,\n"
        + "zcrm_3,zcrm_9,Ravi,false,Coil,Cid,Sol,cid@x.com,+4930123458,,Web,Junk Lead,7,90000,zcrm_9,Mia,"
        + "2026-01-05 12:00:00,2026-01-06 09:00:00,,\n";

    private const string PipedrivePeople =
        "Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Email - Home,"
        + "Person - Phone - Work,Person - Phone - Mobile,Person - Owner,Person - Person created,Person - Won deals\n"
        + "501,Ann Lee,Acme,ann@x.com,,+4930123456,,Mia,2026-01-03 10:00:00,1\n"
        + "502,Bob Ray,Bolt,bob@x.com,,+4930123457,,Mia,2026-01-04 10:00:00,0\n";

    private const string LinkedIn =
        "Lead ID,Lead type,Campaign Name,Creative ID,Form Name,Submitted Date,First Name,Last Name,Work email,"
        + "Work phone number,Company Name,Job Title,Country/Region\n"
        + "li-1,SPONSORED,Spring,77,Demo,2026-01-03,Ann,Lee,ann@x.com,+49 30 123456,Acme,Buyer,Germany\n"
        + "li-2,SPONSORED,Spring,78,Demo,2026-01-04,Bo,Ray,bo@x.com,+49 30 123457,Bolt,Head,Germany\n";

    private const string Facebook =
        "id,created_time,ad_id,ad_name,adset_id,adset_name,campaign_id,campaign_name,form_id,form_name,is_organic,"
        + "platform,full_name,email,phone_number,company_name,job_title\n"
        + "l:9001,2026-01-03T10:00:00+01:00,ag:11,Ad A,as:21,Set A,c:31,Spring,f:41,Form A,false,fb,Ann Lee,ann@x.com,"
        + "p:+4930123456,Acme,Buyer\n"
        + "l:9002,2026-01-04T10:00:00+01:00,ag:12,Ad B,as:21,Set A,c:31,Spring,f:41,Form A,true,ig,Bob Ray,bob@x.com,"
        + "p:+4930123457,Bolt,CEO\n";

    private const string ZohoDeals =
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name,Stage,Contact Name.id,"
        + "Contact Name,Pipeline,Expected Revenue,Probability,Created Time,Reason For Loss";

    private const string PipedriveDeals =
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Currency,"
        + "Deal - Pipeline,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,"
        + "Deal - Lost time,Deal - Lost reason";

    [Theory]
    [InlineData(
        Zoho,
        "Zoho CRM",
        "Record Id=ExternalId;Lead Owner=Owner;Created Time=Created;Lead Conversion Time=Closed;Lead Source=Source;"
            + "No. of Employees=CompanySize;Annual Revenue=Custom",
        "Ann Lee|ann@x.com|Acme|+4930123456|2026-01-03"
    )]
    [InlineData(
        PipedrivePeople,
        "Pipedrive",
        "Person - ID=ExternalId;Person - Organization=Company;Person - Owner=Owner;Person - Person created=Created",
        "Ann Lee|ann@x.com|Acme|+4930123456|2026-01-03"
    )]
    [InlineData(
        Facebook,
        "Facebook Lead Ads",
        "id=ExternalId;created_time=Created;campaign_name=Campaign;platform=Channel;job_title=Title",
        "Ann Lee|ann@x.com|Acme|+4930123456|2026-01-03"
    )]
    [InlineData(
        LinkedIn,
        "LinkedIn Lead Gen",
        "Lead ID=ExternalId;Submitted Date=Created;Campaign Name=Campaign;Job Title=Title;Work email=Email",
        "Ann Lee|ann@x.com|Acme|+4930123456|2026-01-03"
    )]
    public async Task Suggest_ExportByItsOwnColumns_ReadsThePeople(
        string text,
        string program,
        string targets,
        string expected
    )
    {
        var file = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Equal(program, ExportPresets.Recognize(file.Header)?.Name);
        Assert.All(
            targets.Split(';'),
            pair => Assert.Equal(pair.Split('=')[1], file.TargetOf(pair.Split('=')[0]).ToString())
        );
        var lead = file.Leads[0].Lead;
        Assert.Equal(
            expected,
            string.Join(
                '|',
                lead.Name,
                lead.Email,
                lead.Company,
                lead.PhoneE164,
                lead.CreatedUtc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            )
        );
        Assert.Empty(file.Errors);
    }

    [Fact]
    public async Task Suggest_ZohoExport_KeepsLeadsOpenThatAreWorkedOn()
    {
        var file = await TableText.ImportAsync(TableText.Utf8(Zoho));

        Assert.Equal(
            [Core.Leads.LeadStatus.Won, Core.Leads.LeadStatus.Open, Core.Leads.LeadStatus.Lost],
            file.Leads.Select(lead => lead.Lead.Status)
        );
    }

    [Theory]
    [InlineData(ZohoDeals, "Zoho CRM")]
    [InlineData(PipedriveDeals, "Pipedrive")]
    public void Recognize_DealsByTheirOwnColumns_IsTheProgram(string header, string program)
    {
        var names = header.Split(',');

        Assert.Equal(program, DealPresets.Recognize(names)?.Name);
        Assert.Equal(ImportKind.Deals, KindGuess.From(names, []).Kind);
    }

    [Theory]
    [InlineData(Google, "Google Contacts", "Ann Lee|ann@x.com|Acme|Buyer|DE|Berlin|+491701234567")]
    [InlineData(Outlook, "Outlook", "Ann Lee|ann@x.com|Acme|Purchasing Manager|GB|Leeds|+441134960000")]
    public async Task Suggest_ExportOfContacts_ReadsThePeople(string text, string program, string expected)
    {
        var file = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Equal(program, ExportPresets.Recognize(file.Header)?.Name);
        var lead = file.Leads[0].Lead;
        Assert.Equal(
            expected,
            string.Join(
                '|',
                lead.Name,
                lead.Email,
                lead.Company,
                lead.Title,
                lead.Country,
                lead.City,
                lead.PhoneE164
            )
        );
        Assert.Empty(file.Errors);
    }

    [Fact]
    public async Task Suggest_NotConvertedWithAnOpenStatus_StaysOpen()
    {
        var rows = Enumerable
            .Range(0, 45)
            .Select(i =>
                (i % 3) switch
                {
                    0 => $"00Q{i},a{i}@x.com,Closed - Converted,1",
                    1 => $"00Q{i},a{i}@x.com,Closed - Not Converted,0",
                    _ => $"00Q{i},a{i}@x.com,Working - Contacted,0",
                }
            );

        var file = await TableText.ImportAsync(
            TableText.Utf8("Lead ID,Email,Lead Status,Converted\n" + string.Join('\n', rows))
        );

        Assert.Equal("Lead Status", file.Map!.OutcomeColumn?.Header);
        Assert.True(file.Map.Columns[3].IsExcluded);
        Assert.Equal(
            (15, 15, 15),
            (
                file.Leads.Count(lead => lead.Lead.Status == Core.Leads.LeadStatus.Won),
                file.Leads.Count(lead => lead.Lead.Status == Core.Leads.LeadStatus.Lost),
                file.Leads.Count(lead => lead.Lead.Status == Core.Leads.LeadStatus.Open)
            )
        );
    }

    [Fact]
    public async Task Suggest_StatusOfSomethingElse_LeavesYesAndNoAlone()
    {
        var rows = Enumerable
            .Range(0, 40)
            .Select(i => $"a{i}@x.com,{(i % 4 < 2 ? "single" : "married")},{(i % 2 == 0 ? "yes" : "no")}");

        var file = await TableText.ImportAsync(
            TableText.Utf8("Email,Status,Converted\n" + string.Join('\n', rows))
        );

        Assert.Equal("Converted", file.Map!.OutcomeColumn?.Header);
        Assert.Equal(20, file.Leads.Count(lead => lead.Lead.Status == Core.Leads.LeadStatus.Lost));
    }

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
        "Lead Status",
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
