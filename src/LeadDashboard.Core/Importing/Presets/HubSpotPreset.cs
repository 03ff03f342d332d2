using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>Contacts exported by HubSpot, by label and by internal name.</summary>
internal static class HubSpotPreset
{
    public static ExportPreset Create() =>
        new(
            "HubSpot",
            [
                "Record ID", "Lifecycle Stage", "Contact owner", "Create Date", "Marketing contact status",
                "Original Source", "Original Traffic Source", "Last Activity Date", "Associated Company",
                "hs_object_id", "lifecyclestage", "hubspot_owner_id", "hs_lead_status", "hs_analytics_source",
            ],
            [
                (TargetField.ExternalId, ["Record ID", "Record ID - Contact", "Contact ID", "hs_object_id", "vid"]),
                (TargetField.FirstName, ["First Name", "firstname"]),
                (TargetField.LastName, ["Last Name", "lastname"]),
                (TargetField.Email, ["Email"]),
                (TargetField.Phone, ["Phone Number", "phone", "Mobile Phone Number", "mobilephone"]),
                (TargetField.Company, ["Company Name", "Associated Company", "Primary Associated Company", "company"]),
                (TargetField.Title, ["Job Title", "jobtitle"]),
                (TargetField.Industry, ["Industry"]),
                (TargetField.CompanySize, ["Number of Employees", "numemployees", "Company size"]),
                (TargetField.Country, ["Country/Region", "Country"]),
                (TargetField.City, ["City"]),
                (TargetField.Source, ["Original Source", "Original Traffic Source", "hs_analytics_source"]),
                (
                    TargetField.Campaign,
                    [
                        "Original Source Drill-Down 1",
                        "First Touch Converting Campaign",
                        "Last Touch Converting Campaign",
                    ]
                ),
                (TargetField.Owner, ["Contact owner", "HubSpot Owner", "hubspot_owner_id"]),
                (TargetField.Created, ["Create Date", "createdate"]),
                (TargetField.Closed, ["Close Date", "closedate"]),
                (TargetField.WonAmount, ["Total Revenue", "Recent Deal Amount"]),
                (TargetField.Notes, ["Message", "Notes"]),
                (TargetField.Outcome, ["Lifecycle Stage", "lifecyclestage", "Lead Status", "hs_lead_status"]),
            ],
            ["Lifecycle Stage", "lifecyclestage", "Lead Status", "hs_lead_status"],
            [
                "Became a Customer Date", "Became an Opportunity Date", "Associated Deals",
                "Number of Associated Deals", "Recent Deal Close Date", "First Deal Created Date", "Days To Close",
                "Time between contact creation and deal close",
            ]
        );
}
