using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>
/// Leads exported by Zoho CRM: half of its names are also Salesforce's, those with times and ids are not.
/// </summary>
internal static class ZohoPreset
{
    public static ExportPreset Create() =>
        new(
            "Zoho CRM",
            [
                "Record Id", "Lead Owner.id", "Lead Owner", "Lead Status", "Is Converted", "No. of Employees",
                "Created Time", "Modified Time", "Created By.id", "Modified By.id", "Last Activity Time", "Skype ID",
                "Secondary Email", "Email Opt Out", "Unsubscribed Mode", "Unsubscribed Time", "Converted Account.id",
                "Converted Contact.id", "Converted Deal.id", "Converted Deal", "Lead Conversion Time",
                "Converted Date Time",
            ],
            [
                (TargetField.ExternalId, ["Record Id", "Lead Id"]),
                (TargetField.Name, ["Full Name", "Lead Name"]),
                (TargetField.FirstName, ["First Name"]),
                (TargetField.LastName, ["Last Name"]),
                (TargetField.Email, ["Email", "Secondary Email"]),
                (TargetField.Phone, ["Phone", "Mobile"]),
                (TargetField.Company, ["Company"]),
                (TargetField.Title, ["Title", "Designation"]),
                (TargetField.Industry, ["Industry"]),
                (TargetField.CompanySize, ["No. of Employees"]),
                (TargetField.Country, ["Country"]),
                (TargetField.City, ["City"]),
                (TargetField.Source, ["Lead Source"]),
                (TargetField.Campaign, ["Campaign Source", "Ad Campaign Name"]),
                (TargetField.Owner, ["Lead Owner"]),
                (TargetField.Created, ["Created Time"]),
                (TargetField.Closed, ["Lead Conversion Time", "Converted Date Time"]),
                (TargetField.Notes, ["Description"]),
                (TargetField.Outcome, ["Is Converted", "Lead Status"]),
            ],
            ["Is Converted", "Lead Status"],
            [
                "Converted Account", "Converted Account.id", "Converted Contact", "Converted Contact.id",
                "Converted Deal", "Converted Deal.id", "Conversion Export Status",
            ]
        );
}
