using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Campaigns of the usual programs, and the reports of advertising whose rows are money by day.</summary>
internal static class CampaignPresets
{
    public static IReadOnlyList<ExportPreset> Campaigns { get; } = [Salesforce(), HubSpot()];

    public static IReadOnlyList<ExportPreset> Spend { get; } = [GoogleAds(), MetaAds()];

    private static ExportPreset Salesforce() =>
        new(
            "Salesforce",
            [
                "Campaign ID", "Budgeted Cost", "Actual Cost", "Expected Response (%)", "Expected Revenue", "Num Sent",
                "Parent Campaign", "Campaign Owner", "Campaign Name", "BudgetedCost", "ActualCost", "ExpectedResponse",
                "NumberSent", "NumberOfLeads", "HierarchyBudgetedCost", "CampaignMemberRecordTypeId",
            ],
            [
                (TargetField.Campaign, ["Campaign Name", "Name"]),
                (TargetField.CampaignId, ["Campaign ID", "18 Digit Campaign ID", "Id"]),
                (TargetField.Channel, ["Type", "Campaign Type"]),
                (TargetField.Programme, ["Parent Campaign", "Parent Campaign: Campaign Name", "ParentId"]),
                (TargetField.CampaignStart, ["Start Date", "StartDate"]),
                (TargetField.CampaignEnd, ["End Date", "EndDate"]),
                (TargetField.Budget, ["Budgeted Cost", "BudgetedCost"]),
                (TargetField.Currency, ["Campaign Currency", "CurrencyIsoCode"]),
                (TargetField.CampaignGoal, ["Expected Revenue", "ExpectedRevenue"]),
                (TargetField.CampaignStatus, ["Status"]),
            ],
            [],
            []
        );

    private static ExportPreset HubSpot() =>
        new(
            "HubSpot",
            [
                "Campaign owner", "Campaign audience", "Campaign goal", "Campaign notes", "Campaign status",
                "Campaign GUID", "UTM campaign", "Influenced contacts", "Influenced revenue", "hs_name",
                "hs_start_date", "hs_end_date", "hs_campaign_status", "hs_audience", "hs_goal", "hs_utm",
                "hs_currency_code", "hs_budget_items_sum_amount",
            ],
            [
                (TargetField.Campaign, ["Campaign name", "Name", "hs_name"]),
                (TargetField.CampaignId, ["Campaign GUID", "Record ID", "hs_object_id"]),
                (TargetField.CampaignStart, ["Start date", "hs_start_date"]),
                (TargetField.CampaignEnd, ["End date", "hs_end_date"]),
                (TargetField.Budget, ["Budget", "Total budget", "hs_budget_items_sum_amount"]),
                (TargetField.Currency, ["Currency", "hs_currency_code"]),
                (TargetField.CampaignGoal, ["Campaign goal", "hs_goal"]),
                (TargetField.CampaignStatus, ["Campaign status", "hs_campaign_status"]),
            ],
            [],
            []
        );

    private static ExportPreset GoogleAds() =>
        new(
            "Google Ads",
            [
                "Impr.", "Avg. CPC", "Avg. cost", "Interactions", "Interaction rate", "Campaign type",
                "Campaign status", "Bid strategy type", "Budget type", "Currency code", "Optimization score",
                "Conv. rate", "Cost / conv.", "CTR",
            ],
            [
                (TargetField.Campaign, ["Campaign"]),
                (TargetField.Channel, ["Campaign type", "Network (with search partners)"]),
                (TargetField.SpendDay, ["Day", "Date"]),
                (TargetField.SpendAmount, ["Cost"]),
                (TargetField.Currency, ["Currency code"]),
            ],
            [],
            []
        );

    /// <summary>The amount names its currency: "Amount spent (EUR)" is found by its usual name.</summary>
    private static ExportPreset MetaAds() =>
        new(
            "Meta Ads",
            [
                "Reporting starts", "Reporting ends", "Attribution setting", "Result indicator", "Cost per results",
                "Campaign delivery", "Ad set name", "Ad set budget", "Ad set budget type", "Reach", "Impressions",
                "CPM (cost per 1,000 impressions)", "Link clicks", "Frequency",
            ],
            [
                (TargetField.Campaign, ["Campaign name"]),
                (TargetField.SpendDay, ["Day", "Reporting starts"]),
                (TargetField.SpendAmount, ["Amount spent"]),
            ],
            [],
            []
        );
}
