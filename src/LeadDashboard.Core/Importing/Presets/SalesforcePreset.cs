using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Leads exported by Salesforce: report columns and API names.</summary>
internal static class SalesforcePreset
{
    public static ExportPreset Create() =>
        new(
            "Salesforce",
            [
                "Lead ID", "Lead Owner", "Company / Account", "Lead Status", "Converted", "Has Opted Out of Email",
                "No. of Employees", "State/Province", "LeadSource", "IsConverted", "MasterRecordId", "ConvertedDate",
                "HasOptedOutOfEmail", "NumberOfEmployees",
            ],
            [
                (TargetField.ExternalId, ["Lead ID", "Id", "18 Digit Lead ID"]),
                (TargetField.Name, ["Lead Name", "Full Name", "Name"]),
                (TargetField.FirstName, ["First Name", "FirstName"]),
                (TargetField.LastName, ["Last Name", "LastName"]),
                (TargetField.Email, ["Email"]),
                (TargetField.Phone, ["Phone", "Mobile", "MobilePhone"]),
                (TargetField.Company, ["Company / Account", "Company"]),
                (TargetField.Title, ["Title"]),
                (TargetField.Industry, ["Industry"]),
                (TargetField.CompanySize, ["No. of Employees", "NumberOfEmployees"]),
                (TargetField.Country, ["Country", "CountryCode"]),
                (TargetField.City, ["City"]),
                (TargetField.Source, ["Lead Source", "LeadSource"]),
                (TargetField.Campaign, ["Campaign Name", "Primary Campaign"]),
                (TargetField.Owner, ["Lead Owner", "Owner Name"]),
                (TargetField.Created, ["Created Date", "Create Date", "CreatedDate"]),
                (TargetField.Closed, ["Converted Date", "ConvertedDate"]),
                (TargetField.Notes, ["Description"]),
                (TargetField.Outcome, ["Converted", "IsConverted", "Lead Status", "Status"]),
            ],
            ["Converted", "IsConverted", "Lead Status", "Status"],
            [
                "ConvertedAccountId", "ConvertedContactId", "ConvertedOpportunityId", "Converted Account",
                "Converted Contact", "Opportunity Name", "Opportunity Amount", "Opportunity ID", "Unread By Owner",
                "IsUnreadByOwner",
            ]
        );
}
