using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>People exported by Outlook. "Title" is the form of address there.</summary>
internal static class OutlookContactsPreset
{
    public static ExportPreset Create() =>
        new(
            "Outlook",
            [
                "E-mail Display Name", "E-mail 2 Address", "Business Country/Region", "Business Phone",
                "Company Main Phone", "Other Street", "Initials", "Web Page", "Assistant's Name", "Manager's Name",
            ],
            [
                (TargetField.FirstName, ["First Name"]),
                (TargetField.LastName, ["Last Name"]),
                (TargetField.Email, ["E-mail Address", "E-mail 2 Address", "E-mail 3 Address"]),
                (
                    TargetField.Phone,
                    ["Business Phone", "Mobile Phone", "Primary Phone", "Company Main Phone", "Home Phone"]
                ),
                (TargetField.Company, ["Company"]),
                (TargetField.Title, ["Job Title"]),
                (TargetField.City, ["Business City", "Home City"]),
                (TargetField.Country, ["Business Country/Region", "Home Country/Region"]),
                (TargetField.Notes, ["Notes"]),
            ],
            [],
            []
        );
}
