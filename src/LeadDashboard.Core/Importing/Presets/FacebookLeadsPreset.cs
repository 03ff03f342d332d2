using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Leads of forms on Facebook and Instagram; questions of the form follow the fixed names.</summary>
internal static class FacebookLeadsPreset
{
    public static ExportPreset Create() =>
        new(
            "Facebook Lead Ads",
            [
                "created_time", "ad_id", "ad_name", "adset_id", "adset_name", "campaign_id", "form_id", "form_name",
                "is_organic",
            ],
            [
                (TargetField.ExternalId, ["id"]),
                (TargetField.Name, ["full_name", "full name"]),
                (TargetField.FirstName, ["first_name"]),
                (TargetField.LastName, ["last_name"]),
                (TargetField.Email, ["email", "work_email"]),
                (TargetField.Phone, ["phone_number", "work_phone_number"]),
                (TargetField.Company, ["company_name"]),
                (TargetField.Title, ["job_title"]),
                (TargetField.Country, ["country"]),
                (TargetField.City, ["city"]),
                (TargetField.Campaign, ["campaign_name"]),
                (TargetField.Channel, ["platform"]),
                (TargetField.Created, ["created_time"]),
            ],
            [],
            []
        );
}
