using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>
/// The deal exports that are recognised by their header: labels of the screens and names of the fields.
/// </summary>
public static class DealPresets
{
    public static IReadOnlyList<ExportPreset> All { get; } =
        [HubSpot(), Salesforce(), Dynamics(), Odoo(), Zoho(), Pipedrive()];

    /// <summary>Histories of stages; a table of deals itself names them by another column.</summary>
    internal static IReadOnlyList<ExportPreset> Histories { get; } = [SalesforceHistory()];

    /// <summary>null where the header is none of the known exports.</summary>
    public static ExportPreset? Recognize(IReadOnlyList<string> header) =>
        ExportPresets.Best(All, header, TargetField.DealId, TargetField.DealName);

    /// <summary>OpportunityHistory, and OpportunityFieldHistory as the report calls it.</summary>
    private static ExportPreset SalesforceHistory() =>
        new(
            "Salesforce",
            [
                "OpportunityId", "StageName", "From Stage", "To Stage", "PrevAmount", "PrevCloseDate",
                "FromForecastCategory", "FromOpportunityStageName", "CreatedById", "SystemModstamp", "IsDeleted",
                "ValidFromDate", "Stage Duration", "Last Modified",
            ],
            [
                (TargetField.DealId, ["OpportunityId"]),
                (TargetField.DealStage, ["StageName", "To Stage", "Stage"]),
                (TargetField.StageEntered, ["CreatedDate", "Last Modified", "Last Modified Date"]),
            ],
            [],
            []
        );

    private static ExportPreset HubSpot() =>
        new(
            "HubSpot",
            [
                "Deal Name", "Deal Stage", "Deal owner", "Pipeline", "Deal Type", "Associated Contact",
                "Associated Contact IDs", "dealname", "dealstage", "pipeline", "hs_is_closed_won",
                "Amount in company currency",
            ],
            [
                (TargetField.DealId, ["Record ID", "Record ID - Deal", "Deal ID", "hs_object_id"]),
                (TargetField.DealName, ["Deal Name", "dealname"]),
                (TargetField.LeadReference, ["Associated Contact IDs", "Associated Contact ID", "Associated Contact"]),
                (TargetField.Email, ["Associated Contact Email", "Contact Email", "Email"]),
                (TargetField.DealAmount, ["Amount", "amount", "Amount in company currency"]),
                (TargetField.Currency, ["Currency", "deal_currency_code"]),
                (TargetField.Outcome, ["Deal Stage", "dealstage", "Is Closed Won", "hs_is_closed_won"]),
                (TargetField.Owner, ["Deal owner", "hubspot_owner_id"]),
                (TargetField.StageEntered, ["Date entered current stage", "hs_v2_date_entered_current_stage"]),
                (TargetField.Opened, ["Create Date", "createdate"]),
                (TargetField.Closed, ["Close Date", "closedate"]),
                (TargetField.LossReason, ["Closed Lost Reason", "closed_lost_reason"]),
            ],
            ["Deal Stage", "dealstage", "Is Closed Won", "hs_is_closed_won"],
            []
        );

    private static ExportPreset Salesforce() =>
        new(
            "Salesforce",
            [
                "Opportunity ID", "Opportunity Name", "Opportunity Owner", "Fiscal Period", "Next Step",
                "Probability (%)", "Age", "18 Digit Opportunity ID", "StageName", "IsWon", "IsClosed",
                "ForecastCategory",
            ],
            [
                (TargetField.DealId, ["Opportunity ID", "18 Digit Opportunity ID", "Id"]),
                (TargetField.DealName, ["Opportunity Name", "Name"]),
                (
                    TargetField.LeadReference,
                    ["Lead ID", "Contact ID", "ContactId", "Primary Contact", "Account ID", "AccountId"]
                ),
                (TargetField.Email, ["Email", "Contact Email", "Primary Contact Email"]),
                (TargetField.DealAmount, ["Amount"]),
                (TargetField.Currency, ["Amount Currency", "Opportunity Currency", "CurrencyIsoCode"]),
                (TargetField.Outcome, ["Stage", "StageName", "Won", "IsWon"]),
                (TargetField.Quantity, ["Quantity", "TotalOpportunityQuantity"]),
                (TargetField.Product, ["Product Name", "Product Code"]),
                (TargetField.Owner, ["Opportunity Owner", "Owner"]),
                (TargetField.StageEntered, ["Last Stage Change Date", "LastStageChangeDate"]),
                (TargetField.Opened, ["Created Date", "CreatedDate"]),
                (TargetField.Closed, ["Close Date", "CloseDate"]),
                (TargetField.LossReason, ["Loss Reason", "Closed Lost Reason"]),
            ],
            ["Stage", "StageName", "Won", "IsWon"],
            []
        );

    private static ExportPreset Dynamics() =>
        new(
            "Dynamics 365",
            [
                "(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On", "Topic",
                "Potential Customer", "Est. Close Date", "Est. Revenue", "Actual Close Date", "Actual Revenue",
                "opportunityid", "estimatedclosedate", "actualclosedate", "originatingleadid", "transactioncurrencyid",
            ],
            [
                (TargetField.DealId, ["(Do Not Modify) Opportunity", "Opportunity", "opportunityid"]),
                (TargetField.DealName, ["Topic", "name"]),
                (TargetField.LeadReference, ["Originating Lead", "originatingleadid", "Contact", "parentcontactid"]),
                (TargetField.Email, ["Email Address", "Email", "emailaddress"]),
                (TargetField.DealAmount, ["Actual Revenue", "actualvalue", "Est. Revenue", "estimatedvalue"]),
                (TargetField.Currency, ["Currency", "transactioncurrencyid"]),
                (TargetField.Outcome, ["Status", "statecode", "Status Reason"]),
                (TargetField.DealStage, ["Pipeline Phase", "stepname", "Sales Stage"]),
                (TargetField.Owner, ["Owner", "ownerid"]),
                (TargetField.Opened, ["Created On", "createdon"]),
                (TargetField.Closed, ["Actual Close Date", "actualclosedate", "Est. Close Date", "estimatedclosedate"]),
            ],
            ["Status", "statecode", "Status Reason"],
            []
        );

    private static ExportPreset Zoho() =>
        new(
            "Zoho CRM",
            [
                "Record Id", "Deal Owner.id", "Deal Owner", "Deal Name", "Closing Date", "Contact Name",
                "Contact Name.id", "Account Name.id", "Expected Revenue", "Pipeline", "Created Time", "Modified Time",
                "Reason For Loss", "Overall Sales Duration", "Sales Cycle Duration",
            ],
            [
                (TargetField.DealId, ["Record Id", "Deal Id"]),
                (TargetField.DealName, ["Deal Name"]),
                (TargetField.LeadReference, ["Contact Name.id", "Contact Name"]),
                (TargetField.Email, ["Email", "Contact Email"]),
                (TargetField.DealAmount, ["Amount", "Expected Revenue"]),
                (TargetField.Currency, ["Currency"]),
                (TargetField.Outcome, ["Stage"]),
                (TargetField.Owner, ["Deal Owner"]),
                (TargetField.Opened, ["Created Time"]),
                (TargetField.Closed, ["Closing Date"]),
                (TargetField.LossReason, ["Reason For Loss", "Reason For Loss__s"]),
            ],
            ["Stage"],
            []
        );

    private static ExportPreset Pipedrive() =>
        new(
            "Pipedrive",
            [
                "Deal - ID", "Deal - Title", "Deal - Owner", "Deal - Value", "Deal - Currency", "Deal - Pipeline",
                "Deal - Stage", "Deal - Status", "Deal - Organization", "Deal - Contact person", "Deal - Deal created",
                "Deal - Won time", "Deal - Lost time", "Deal - Lost reason", "Deal - Expected close date",
            ],
            [
                (TargetField.DealId, ["Deal - ID", "Deal - Pipedrive System ID"]),
                (TargetField.DealName, ["Deal - Title"]),
                (
                    TargetField.LeadReference,
                    ["Deal - Contact person ID", "Person - ID", "Deal - Contact person", "Contact person"]
                ),
                (TargetField.Email, ["Person - Email - Work", "Person - Email", "Person - Email - Home"]),
                (TargetField.DealAmount, ["Deal - Value"]),
                (TargetField.Currency, ["Deal - Currency"]),
                (TargetField.Product, ["Deal - Product name"]),
                (TargetField.Quantity, ["Deal - Product quantity"]),
                (TargetField.DealStage, ["Deal - Stage"]),
                (TargetField.StageEntered, ["Deal - Last stage change"]),
                (TargetField.Owner, ["Deal - Owner"]),
                (TargetField.Outcome, ["Deal - Status"]),
                (TargetField.Opened, ["Deal - Deal created"]),
                (TargetField.Closed, ["Deal - Deal closed on", "Deal - Closed on", "Deal - Expected close date"]),
                (TargetField.LossReason, ["Deal - Lost reason"]),
            ],
            ["Deal - Status"],
            []
        );

    /// <summary>Odoo's leads and deals are one table; a sales order is what only a deal has.</summary>
    private static ExportPreset Odoo() =>
        new(
            "Odoo",
            [
                "Order Reference", "Order Date", "Salesperson", "Untaxed Amount", "Invoice Status", "amount_total",
                "date_order", "partner_id", "invoice_status", "amount_untaxed",
            ],
            [
                (TargetField.DealId, ["Order Reference", "External ID", "id"]),
                (TargetField.DealName, ["Number", "name"]),
                (
                    TargetField.LeadReference,
                    [
                        "Opportunity/External ID", "opportunity_id/id", "Customer/External ID", "partner_id/id",
                        "Customer", "partner_id",
                    ]
                ),
                (TargetField.Email, ["Customer/Email", "partner_id/email", "Email"]),
                (TargetField.DealAmount, ["Total", "amount_total", "Untaxed Amount", "amount_untaxed"]),
                (TargetField.Currency, ["Currency", "currency_id"]),
                (TargetField.Outcome, ["Status", "state"]),
                (TargetField.Owner, ["Salesperson", "user_id"]),
                (TargetField.Opened, ["Creation Date", "create_date"]),
                (TargetField.Closed, ["Order Date", "date_order"]),
            ],
            ["Status", "state"],
            []
        );
}
