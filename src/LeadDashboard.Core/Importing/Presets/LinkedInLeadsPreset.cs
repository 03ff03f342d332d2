using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Leads of forms on LinkedIn; questions of the form follow the fixed names.</summary>
internal static class LinkedInLeadsPreset
{
    public static ExportPreset Create() =>
        new(
            "LinkedIn Lead Gen",
            [
                "Lead ID", "Lead type", "Form Name", "Form ID", "Lead Gen Form Name", "Creative ID", "Creative Name",
                "Campaign Group Name", "Campaign Group ID", "Submitted Date", "Submitted At", "Submission Date",
                "Test Lead", "Is Test Lead",
            ],
            [
                (TargetField.ExternalId, ["Lead ID", "Response ID"]),
                (TargetField.FirstName, ["First Name"]),
                (TargetField.LastName, ["Last Name"]),
                (TargetField.Email, ["Work email", "Email Address", "Email"]),
                (TargetField.Phone, ["Work phone number", "Phone Number", "Phone"]),
                (TargetField.Company, ["Company Name", "Company"]),
                (TargetField.Title, ["Job Title"]),
                (TargetField.Industry, ["Industry"]),
                (TargetField.CompanySize, ["Company Size"]),
                (TargetField.Country, ["Country/Region", "Country"]),
                (TargetField.City, ["City"]),
                (TargetField.Campaign, ["Campaign Name"]),
                (TargetField.Created, ["Submitted Date", "Submitted At", "Submission Date"]),
            ],
            [],
            []
        );
}
