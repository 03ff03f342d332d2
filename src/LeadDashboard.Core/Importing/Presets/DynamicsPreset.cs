using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Leads exported by Dynamics 365 Sales: view columns and schema names.</summary>
internal static class DynamicsPreset
{
    public static ExportPreset Create() =>
        new(
            "Dynamics 365",
            [
                "(Do Not Modify) Lead", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Topic",
                "Status Reason", "Created On", "Source Campaign", "leadid", "leadsourcecode", "statuscode", "createdon",
                "emailaddress1", "estimatedvalue",
            ],
            [
                (TargetField.ExternalId, ["(Do Not Modify) Lead", "Lead", "leadid"]),
                (TargetField.Name, ["Name", "Full Name", "fullname"]),
                (TargetField.FirstName, ["First Name", "firstname"]),
                (TargetField.LastName, ["Last Name", "lastname"]),
                (TargetField.Email, ["Email", "emailaddress1"]),
                (TargetField.Phone, ["Business Phone", "telephone1", "Mobile Phone", "mobilephone"]),
                (TargetField.Company, ["Company Name", "companyname"]),
                (TargetField.Title, ["Job Title", "jobtitle"]),
                (TargetField.Industry, ["Industry", "industrycode"]),
                (TargetField.CompanySize, ["No. of Employees", "numberofemployees"]),
                (TargetField.Country, ["Country/Region", "address1_country"]),
                (TargetField.City, ["City", "address1_city"]),
                (TargetField.Source, ["Lead Source", "leadsourcecode"]),
                (TargetField.Campaign, ["Source Campaign", "campaignid"]),
                (TargetField.Owner, ["Owner", "ownerid"]),
                (TargetField.Created, ["Created On", "createdon"]),
                (TargetField.Value, ["Est. Value", "Estimated Value", "estimatedvalue"]),
                (TargetField.Notes, ["Description"]),
                (TargetField.Outcome, ["Status", "statecode", "Status Reason", "statuscode"]),
            ],
            ["Status", "statecode", "Status Reason", "statuscode"],
            ["Qualifying Opportunity", "qualifyingopportunityid", "(Do Not Modify) Modified On", "modifiedon"]
        );
}
