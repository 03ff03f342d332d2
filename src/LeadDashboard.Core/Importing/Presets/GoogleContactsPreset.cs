using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>People exported by Google Contacts, in its form of today and that of before 2024.</summary>
internal static class GoogleContactsPreset
{
    public static ExportPreset Create() =>
        new(
            "Google Contacts",
            [
                "E-mail 1 - Label", "E-mail 1 - Value", "E-mail 1 - Type", "Phone 1 - Label", "Phone 1 - Value",
                "Phone 1 - Type", "Organization Name", "Organization Title", "Organization 1 - Name",
                "Organization 1 - Title", "Labels", "Group Membership",
            ],
            [
                (TargetField.Name, ["Name", "File As"]),
                (TargetField.FirstName, ["First Name", "Given Name"]),
                (TargetField.LastName, ["Last Name", "Family Name"]),
                (TargetField.Email, ["E-mail 1 - Value", "E-mail 2 - Value"]),
                (TargetField.Phone, ["Phone 1 - Value", "Phone 2 - Value"]),
                (TargetField.Company, ["Organization Name", "Organization 1 - Name"]),
                (TargetField.Title, ["Organization Title", "Organization 1 - Title"]),
                (TargetField.City, ["Address 1 - City"]),
                (TargetField.Country, ["Address 1 - Country"]),
                (TargetField.Notes, ["Notes"]),
            ],
            [],
            []
        );
}
