using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class LeadSnapshotTests
{
    private static readonly DateTime Day = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    [Fact]
    public void WriteBack_WhatDiffers_GivesTheOldLead()
    {
        var (before, after) = (Old(), New());
        var differences = LeadSnapshot.FromJson(
            LeadSnapshot.ToJson(LeadSnapshot.Differences(LeadSnapshot.Read(before), LeadSnapshot.Read(after)))
        );

        LeadSnapshot.Write(after, [.. differences.Select(change => (change.Field, change.Before))]);

        Assert.Equal(LeadSnapshot.Read(before), LeadSnapshot.Read(after));
        Assert.Equal(LeadSnapshot.Fingerprint(before), LeadSnapshot.Fingerprint(after));
        Assert.True(differences.Count > 20);
    }

    [Fact]
    public void Fingerprint_EachFieldAlone_ChangesIt()
    {
        var changes = LeadSnapshot.Differences(LeadSnapshot.Read(Old()), LeadSnapshot.Read(New()));
        var seen = new HashSet<long> { LeadSnapshot.Fingerprint(Old()) };

        Assert.All(
            changes,
            change =>
            {
                var lead = Old();
                LeadSnapshot.Write(lead, [(change.Field, change.After)]);
                Assert.True(seen.Add(LeadSnapshot.Fingerprint(lead)), change.Field);
            }
        );
    }

    [Fact]
    public void Fingerprint_ScoreAndActivities_DoNotMatter()
    {
        var lead = Old();
        (lead.Probability, lead.ActivityCount, lead.LastActivityUtc) = (0.5, 7, Day);

        Assert.Equal(LeadSnapshot.Fingerprint(Old()), LeadSnapshot.Fingerprint(lead));
    }

    [Fact]
    public void Fingerprint_ValuesThatMoveToTheNextField_Differ()
    {
        var (a, b) = (
            new Lead
            {
                Name = "x",
                Email = "ab",
                CreatedUtc = Day,
            },
            new Lead
            {
                Name = "x",
                Phone = "ab",
                CreatedUtc = Day,
            }
        );

        Assert.NotEqual(LeadSnapshot.Fingerprint(a), LeadSnapshot.Fingerprint(b));
    }

    private static Lead Old() =>
        new()
        {
            Name = "Ann",
            Email = "ann@x.com",
            CreatedUtc = Day,
            IsCreatedKnown = true,
            AttributesJson = """{"pet":"cat","gone":"x"}""",
        };

    private static Lead New() =>
        new()
        {
            Name = "Anna",
            Email = "anna@x.com",
            Phone = "+4930123456",
            PhoneE164 = "+4930123456",
            PhoneExtension = "12",
            Company = "Acme",
            Title = "CTO",
            Industry = "Software",
            CompanySize = "10",
            Country = "DE",
            City = "Bonn",
            Source = "Web",
            Product = "P",
            Notes = "n",
            Consent = true,
            CampaignId = 3,
            OwnerId = "u",
            ValueAmount = 12.5m,
            CreatedUtc = Day.AddDays(1),
            IsCreatedKnown = false,
            Status = LeadStatus.Won,
            ClosedUtc = Day.AddDays(2),
            WonAmount = 9.99m,
            LossReason = "r",
            AttributesJson = """{"pet":"dog","new":"y"}""",
        };
}
