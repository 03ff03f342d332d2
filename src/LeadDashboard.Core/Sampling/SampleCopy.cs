namespace LeadDashboard.Core.Sampling;

/// <summary>
/// A person who is entered a second time: by another campaign, weeks later, with typing errors. Nobody has decided or
/// worked on the second entry.
/// </summary>
internal static class SampleCopy
{
    /// <summary>Two slips at most: people still see that it is the same person.</summary>
    private const int MaxChanges = 2;

    /// <param name="lead">The first entry.</param>
    /// <param name="index">Number of the second one.</param>
    /// <param name="shareAt">Share 0..1 of the sample's span at an instant: a campaign brings leads only while it
    /// runs.</param>
    public static SampleLead Create(SampleLead lead, int index, SampleOptions options, Func<DateTime, double> shareAt)
    {
        var random = new SampleRandom(options.Seed, index, 11);
        string[] values = [lead.Name, lead.Email, lead.Phone, lead.Company, lead.City, lead.Country.Name];
        values = RecordCorrupter.Corrupt(
            SampleDuplicates.LeadFields,
            values,
            1 + random.NextIndex(MaxChanges),
            options.Seed,
            index
        );
        var createdUtc = lead.CreatedUtc.AddMinutes(1440 + random.NextIndex(60 * 1440));
        createdUtc = createdUtc < options.NowUtc ? createdUtc : options.NowUtc.AddMinutes(-5 - random.NextIndex(600));
        return new SampleLead
        {
            Index = index,
            Country = lead.Country,
            Campaign = SampleCampaigns.All[
                SampleCampaigns.Pick(ref random, shareAt(createdUtc), lead.Country.IsChinese)
            ],
            CreatedUtc = createdUtc,
            Name = values[0].Length > 0 ? values[0] : lead.Name,
            Email = values[1],
            HasFreeEmail = lead.HasFreeEmail,
            Phone = values[2],
            Company = values[3],
            Title = lead.Title,
            Seniority = lead.Seniority,
            IndustryIndex = lead.IndustryIndex,
            SizeIndex = lead.SizeIndex,
            City = values[4],
            OwnerIndex = random.NextIndex(SampleWords.Owners.Length),
            ProductIndex = lead.ProductIndex,
            ValueAmount = lead.ValueAmount,
            ResponseHours = lead.ResponseHours,
            Consent = lead.Consent,
            IsNewsletterReader = lead.IsNewsletterReader,
        };
    }
}
