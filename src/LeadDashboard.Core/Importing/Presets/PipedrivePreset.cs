using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>
/// People and leads exported by Pipedrive: each name begins with the kind of record it belongs to.
/// </summary>
internal static class PipedrivePreset
{
    public static ExportPreset Create() =>
        new(
            "Pipedrive",
            [
                "Person - ID", "Person - Name", "Person - Label", "Person - Organization", "Person - Owner",
                "Person - Email - Work", "Person - Email - Home", "Person - Phone - Work", "Person - Phone - Mobile",
                "Person - Person created", "Person - Won deals", "Person - Lost deals", "Lead - Title", "Lead - Owner",
                "Lead - Labels", "Lead - Label", "Lead - Value", "Lead - Source channel", "Lead - Lead created",
                "Lead - Contact person", "Lead - Organization",
            ],
            [
                (TargetField.ExternalId, ["Person - ID", "Lead - ID", "Lead - Pipedrive System ID"]),
                (TargetField.Name, ["Person - Name", "Lead - Contact person", "Contact person"]),
                (TargetField.FirstName, ["Person - First name"]),
                (TargetField.LastName, ["Person - Last name"]),
                (
                    TargetField.Email,
                    ["Person - Email - Work", "Person - Email", "Person - Email - Home", "Person - Email - Other"]
                ),
                (
                    TargetField.Phone,
                    [
                        "Person - Phone - Work", "Person - Phone", "Person - Phone - Mobile", "Person - Phone - Home",
                        "Person - Phone - Other",
                    ]
                ),
                (
                    TargetField.Company,
                    ["Person - Organization", "Lead - Organization", "Organization", "Organization - Name"]
                ),
                (TargetField.Title, ["Person - Job title"]),
                (TargetField.Source, ["Lead - Source", "Lead - Source channel"]),
                (TargetField.Owner, ["Person - Owner", "Lead - Owner"]),
                (TargetField.Created, ["Person - Person created", "Lead - Lead created"]),
                (TargetField.Value, ["Lead - Value"]),
                (TargetField.Currency, ["Lead - Currency"]),
                (TargetField.Notes, ["Person - Note", "Lead - Note"]),
            ],
            [],
            ["Person - Won deals", "Person - Lost deals", "Person - Closed deals"]
        );
}
