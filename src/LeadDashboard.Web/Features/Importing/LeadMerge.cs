using LeadDashboard.Core.Leads;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What a later row changes on a known lead: what it says wins, what it leaves empty stays.</summary>
internal static class LeadMerge
{
    public static void Into(Lead known, Lead given)
    {
        known.Name = given.Name.Length > 0 ? given.Name : known.Name;
        known.Email = given.Email ?? known.Email;
        known.Phone = given.Phone ?? known.Phone;
        known.Company = given.Company ?? known.Company;
        known.Title = given.Title ?? known.Title;
        known.Industry = given.Industry ?? known.Industry;
        known.CompanySize = given.CompanySize ?? known.CompanySize;
        known.Country = given.Country ?? known.Country;
        known.City = given.City ?? known.City;
        known.Source = given.Source ?? known.Source;
        known.Product = given.Product ?? known.Product;
        known.Notes = given.Notes ?? known.Notes;
        known.Consent = given.Consent ?? known.Consent;
        known.CampaignId = given.CampaignId ?? known.CampaignId;
        known.OwnerId = given.OwnerId ?? known.OwnerId;
        known.ValueAmount = given.ValueAmount ?? known.ValueAmount;
        known.AttributesJson = given.AttributesJson == "{}" ? known.AttributesJson : LeadAttributes.ToJson(
            LeadAttributes.Parse(given.AttributesJson).Concat(LeadAttributes.Parse(known.AttributesJson)).DistinctBy(attribute => attribute.Key, StringComparer.Ordinal));
        if (given.IsCreatedKnown)
        {
            known.CreatedUtc = given.CreatedUtc;
            known.IsCreatedKnown = true;
        }

        // A file that says nothing of an outcome does not open a closed lead again.
        if (given.Status != LeadStatus.Open)
        {
            known.Status = given.Status;
            known.ClosedUtc = given.ClosedUtc;
            known.WonAmount = given.WonAmount;
            known.LossReason = given.LossReason;
        }
    }
}
