using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Leads and opportunities exported by Odoo CRM: labels and technical names.</summary>
internal static class OdooPreset
{
    public static ExportPreset Create() =>
        new(
            "Odoo",
            [
                "Salesperson", "Sales Team", "Expected Revenue", "Stage", "Contact Name", "Created on", "Lost Reason",
                "Medium", "email_from", "partner_name", "contact_name", "stage_id", "expected_revenue", "team_id",
                "user_id",
            ],
            [
                (TargetField.ExternalId, ["External ID", "id"]),
                (TargetField.Name, ["Contact Name", "contact_name", "Opportunity", "name"]),
                (TargetField.Email, ["Email", "email_from"]),
                (TargetField.Phone, ["Phone", "Mobile", "mobile"]),
                (TargetField.Company, ["Company Name", "partner_name", "Customer", "partner_id"]),
                (TargetField.Title, ["Job Position", "function"]),
                (TargetField.Country, ["Country", "country_id"]),
                (TargetField.City, ["City"]),
                (TargetField.Source, ["Source", "source_id"]),
                (TargetField.Channel, ["Medium", "medium_id"]),
                (TargetField.Campaign, ["Campaign", "campaign_id"]),
                (TargetField.Owner, ["Salesperson", "user_id"]),
                (TargetField.Created, ["Created on", "create_date"]),
                (TargetField.Closed, ["Closed Date", "date_closed"]),
                (TargetField.Value, ["Expected Revenue", "expected_revenue"]),
                (TargetField.Notes, ["Notes", "Internal Notes", "description"]),
                (TargetField.LossReason, ["Lost Reason", "lost_reason_id"]),
                (TargetField.Outcome, ["Stage", "stage_id", "Won/Lost", "won_status"]),
            ],
            ["Won/Lost", "won_status", "Stage", "stage_id"],
            ["Probability", "Automated Probability", "Days to Close", "day_close", "Active", "Prorated Revenue"]
        );
}
