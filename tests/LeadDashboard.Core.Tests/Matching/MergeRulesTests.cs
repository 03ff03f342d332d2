using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Merging;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class MergeRulesTests
{
    private static readonly DateTime Day = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Dictionary<string, int> None = [];

    [Fact]
    public void SurvivorOf_MoreFilledFields_Wins()
    {
        var poor = Make(1);
        var rich = Make(
            2,
            lead =>
            {
                lead.Phone = "030 1234567";
                lead.City = "Berlin";
            }
        );

        Assert.Same(rich, MergeRules.SurvivorOf(poor, rich));
        Assert.Same(poor, MergeRules.SurvivorOf(poor, Make(3, lead => lead.CreatedUtc = Day.AddDays(1))));
    }

    [Fact]
    public void Merge_EmptyAgainstFilled_TakesTheFilled()
    {
        var merged = MergeRules.Merge(
            Make(1, lead => lead.Phone = null),
            Make(2, lead => lead.Phone = "030 1234567"),
            None
        );

        Assert.Equal("030 1234567", merged.Phone);
        Assert.Equal((1, "key1"), (merged.Id, merged.LeadKey));
    }

    [Fact]
    public void Merge_TwoValues_TakesTheNewerLeadsUnlessAPersonChooses()
    {
        var older = Make(1, lead => lead.City = "Bonn");
        var newer = Make(
            2,
            lead =>
            {
                lead.City = "Berlin";
                lead.LastActivityUtc = Day.AddDays(9);
            }
        );

        Assert.Equal("Berlin", MergeRules.Merge(older, newer, None).City);
        Assert.Equal("Berlin", MergeRules.Merge(newer, older, None).City);
        Assert.Equal("Bonn", MergeRules.Merge(older, newer, new Dictionary<string, int> { ["City"] = 1 }).City);
    }

    /// <summary>
    /// The newer lead has the typing error: what more leads have is right, and so is what is well formed.
    /// </summary>
    [Theory]
    [InlineData("City", "Seoul", "Seol", 40, 1)]
    [InlineData("City", "Seoul", "SEOUL", 0, 0)]
    [InlineData("City", "Münster", "M\uFFFDnster", 0, 0)]
    [InlineData("Company", "Nordwind GmbH", "Nordwnid GmbH", 3, 1)]
    [InlineData("Country", "KR", "k?", 0, 0)]
    [InlineData("E-mail", "anna@berg.example", "anna.berg.example", 0, 0)]
    [InlineData("Phone", "+49301239876", "1234567", 0, 0)]
    [InlineData("Name", "Anna Berg", "ANNA BERG", 0, 0)]
    public void Merge_NewerLeadHasTheTypingError_KeepsTheRightValue(
        string name,
        string right,
        string wrong,
        int rightCount,
        int wrongCount
    )
    {
        var field = MergeFields.Known.Single(known => known.Name == name);
        var counts = new ValueCounts(
            new Dictionary<(string, string), int> { [(name, right)] = rightCount, [(name, wrong)] = wrongCount }
        );
        var older = WithValue(1, name, right);
        var newer = WithValue(2, name, wrong);
        newer.LastActivityUtc = Day.AddDays(9);

        Assert.Equal(right, field.Read(MergeRules.Merge(older, newer, None, counts)));
        Assert.Equal(right, field.Read(MergeRules.Merge(newer, older, None, counts)));
        Assert.Equal(
            wrong,
            field.Read(MergeRules.Merge(older, newer, new Dictionary<string, int> { [name] = 2 }, counts))
        );
    }

    /// <summary>Another city is no typing error, however many leads live in the old one.</summary>
    [Fact]
    public void Merge_FrequentOldAndRareNewValue_TakesTheNewer()
    {
        var counts = new ValueCounts(new Dictionary<(string, string), int> { [("City", "Berlin")] = 90 });
        var older = Make(1, lead => lead.City = "Berlin");
        var newer = WithValue(2, "City", "Ulm");
        newer.LastActivityUtc = Day.AddDays(9);

        Assert.Equal("Ulm", MergeRules.Merge(older, newer, None, counts).City);
    }

    /// <summary>A number, its international form and its extension are one choice.</summary>
    [Fact]
    public void Merge_PhoneChosen_TakesItsExtensionAlong()
    {
        var left = Make(
            1,
            lead => (lead.Phone, lead.PhoneE164, lead.PhoneExtension) = ("+14155550132", "+14155550132", "12")
        );
        var right = Make(2, lead => lead.Phone = "030 1239876");

        var merged = MergeRules.Merge(left, right, new Dictionary<string, int> { ["Phone"] = 2 });

        Assert.Equal(("030 1239876", null, null), (merged.Phone, merged.PhoneE164, merged.PhoneExtension));
        merged = MergeRules.Merge(right, left, new Dictionary<string, int> { ["Phone"] = 1 });
        Assert.Equal(("+14155550132", "+14155550132", "12"), (merged.Phone, merged.PhoneE164, merged.PhoneExtension));
    }

    private static Lead WithValue(int id, string field, string value)
    {
        var lead = Make(id);
        switch (field)
        {
            case "City":
                lead.City = value;
                break;
            case "Company":
                lead.Company = value;
                break;
            case "Country":
                lead.Country = value;
                break;
            case "E-mail":
                lead.Email = value;
                break;
            case "Phone":
                lead.Phone = value;
                break;
            default:
                lead.Name = value;
                break;
        }

        return lead;
    }

    [Theory]
    [InlineData("Anna Maria Berg", "A. Berg")]
    [InlineData("Anna Berg", "Berg, Anna")]
    [InlineData("Anna Berg", "Ana Berg")]
    public void Merge_TwoNames_TakesTheFuller(string fuller, string newer) =>
        Assert.Equal(
            fuller,
            MergeRules
                .Merge(
                    Make(1, lead => lead.Name = fuller),
                    Make(
                        2,
                        lead =>
                        {
                            lead.Name = newer;
                            lead.LastActivityUtc = Day.AddDays(9);
                        }
                    ),
                    None
                )
                .Name
        );

    [Fact]
    public void Merge_CustomFields_AreUnited()
    {
        var merged = MergeRules.Merge(
            Make(1, lead => lead.AttributesJson = """{"plan":"A","seats":"5"}"""),
            Make(
                2,
                lead =>
                {
                    lead.AttributesJson = """{"plan":"B","birthday":"1990-01-02"}""";
                    lead.LastActivityUtc = Day.AddDays(1);
                }
            ),
            None
        );

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["plan"] = "B",
                ["seats"] = "5",
                ["birthday"] = "1990-01-02",
            },
            LeadAttributes.Parse(merged.AttributesJson).OrderBy(pair => pair.Key).ToDictionary()
        );
    }

    [Theory]
    [InlineData(LeadStatus.Won, LeadStatus.Lost, LeadStatus.Won)]
    [InlineData(LeadStatus.Lost, LeadStatus.Won, LeadStatus.Won)]
    [InlineData(LeadStatus.Lost, LeadStatus.Open, LeadStatus.Lost)]
    [InlineData(LeadStatus.Open, LeadStatus.Won, LeadStatus.Won)]
    [InlineData(LeadStatus.Open, LeadStatus.Open, LeadStatus.Open)]
    public void Merge_Outcomes_WonBeatsLostBeatsOpen(LeadStatus survivor, LeadStatus other, LeadStatus expected)
    {
        var merged = MergeRules.Merge(Closed(1, survivor, 100, Day), Closed(2, other, 100, Day), None);

        Assert.Equal(expected, merged.Status);
        Assert.Equal(expected == LeadStatus.Open ? null : Day, merged.ClosedUtc);
        Assert.Equal(expected == LeadStatus.Won ? 100m : null, merged.WonAmount);
        Assert.Equal(expected == LeadStatus.Lost ? "price" : null, merged.LossReason);
    }

    [Fact]
    public void Merge_TwoWins_AreAddedUnlessTheyAreOneDeal()
    {
        Assert.Equal(
            350m,
            MergeRules
                .Merge(Closed(1, LeadStatus.Won, 100, Day), Closed(2, LeadStatus.Won, 250, Day.AddDays(40)), None)
                .WonAmount
        );
        Assert.Equal(
            100m,
            MergeRules
                .Merge(Closed(1, LeadStatus.Won, 100, Day), Closed(2, LeadStatus.Won, 100, Day.AddDays(40)), None)
                .WonAmount
        );
        Assert.Equal(
            250m,
            MergeRules
                .Merge(Closed(1, LeadStatus.Won, 100, Day), Closed(2, LeadStatus.Won, 250, Day.AddHours(3)), None)
                .WonAmount
        );
        Assert.Equal(
            Day.AddDays(40),
            MergeRules
                .Merge(Closed(1, LeadStatus.Won, 100, Day), Closed(2, LeadStatus.Won, 250, Day.AddDays(40)), None)
                .ClosedUtc
        );
    }

    [Fact]
    public void Merge_Campaigns_TheFirstTouchKeepsItsCredit()
    {
        var late = Make(
            1,
            lead =>
            {
                lead.CampaignId = 7;
                lead.Source = "Webinar";
                lead.CreatedUtc = Day.AddDays(5);
            }
        );
        var early = Make(
            2,
            lead =>
            {
                lead.CampaignId = 3;
                lead.Source = "Search";
            }
        );
        var unknown = Make(
            3,
            lead =>
            {
                lead.CampaignId = 9;
                lead.CreatedUtc = Day.AddDays(-100);
                lead.IsCreatedKnown = false;
            }
        );

        Assert.Equal((3, "Search", Day), Credit(MergeRules.Merge(late, early, None)));
        Assert.Equal((3, "Search", Day), Credit(MergeRules.Merge(early, late, None)));
        Assert.Equal(3, MergeRules.Merge(unknown, early, None).CampaignId);
        Assert.Equal(7, MergeRules.Merge(Make(4), late, None).CampaignId);

        static (int?, string?, DateTime) Credit(Lead lead) => (lead.CampaignId, lead.Source, lead.CreatedUtc);
    }

    [Fact]
    public void Merge_ConsentNotesAndCounts_FollowTheirRules()
    {
        var left = Make(
            1,
            lead =>
            {
                lead.Consent = true;
                lead.Notes = "Called.";
                lead.ActivityCount = 2;
                lead.LastActivityUtc = Day.AddDays(2);
            }
        );
        var right = Make(
            2,
            lead =>
            {
                lead.Consent = false;
                lead.Notes = "Wants a quote.";
                lead.ActivityCount = 3;
                lead.LastActivityUtc = Day.AddDays(1);
            }
        );

        var merged = MergeRules.Merge(left, right, None);

        Assert.False(merged.Consent);
        Assert.Equal("Called.\n\nWants a quote.", merged.Notes);
        Assert.Equal((5, Day.AddDays(2)), (merged.ActivityCount, merged.LastActivityUtc));
        Assert.Equal("Called.", left.Notes);
        Assert.Equal("Called.", MergeRules.Merge(left, Make(3, lead => lead.Notes = "Called."), None).Notes);
    }

    [Fact]
    public void Restore_FieldEditedSince_KeepsTheEditAndTakesBackTheRest()
    {
        var before = Make(
            1,
            lead =>
            {
                lead.Phone = null;
                lead.City = "Bonn";
            }
        );
        var after = MergeRules.Merge(
            before,
            Make(
                2,
                lead =>
                {
                    lead.Phone = "030 1234567";
                    lead.City = "Berlin";
                    lead.LastActivityUtc = Day.AddDays(9);
                }
            ),
            None
        );
        var now = MergeRules.Copy(after);
        now.City = "Potsdam";
        now.Title = "CEO";

        Assert.Equal(["City"], MergeSnapshot.EditedSince(now, before, after));
        MergeSnapshot.Restore(now, before, after);

        Assert.Equal((null, "Potsdam", "CEO"), (now.Phone, now.City, now.Title));
    }

    private static Lead Make(int id, Action<Lead>? change = null)
    {
        var lead = new Lead
        {
            Id = id,
            LeadKey = "key" + id,
            Name = "Anna Berg",
            CreatedUtc = Day,
            IsCreatedKnown = true,
        };
        change?.Invoke(lead);
        return lead;
    }

    private static Lead Closed(int id, LeadStatus status, decimal amount, DateTime closedUtc) =>
        Make(
            id,
            lead =>
            {
                lead.Status = status;
                lead.ClosedUtc = status == LeadStatus.Open ? null : closedUtc;
                lead.WonAmount = status == LeadStatus.Won ? amount : null;
                lead.LossReason = status == LeadStatus.Lost ? "price" : null;
            }
        );
}
