using System.Globalization;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Tests.Modeling;

/// <summary>
/// A small company with a known rule: log-odds = -1 + 1.5 (source Partner) + 0.8 x employees - 1 (country FR) + 0.9 (a
/// meeting).
/// </summary>
internal sealed record MadeLeads(
    List<Lead> Leads,
    List<Activity> Activities,
    List<FieldDefinition> Fields,
    double[] TrueChances
)
{
    public static DateTime Start { get; } = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static DateTime AsOf { get; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ILookup<int, Activity> ByLead => Activities.ToLookup(activity => activity.LeadId);

    public static IReadOnlyDictionary<int, Campaign> Campaigns { get; } =
        new Dictionary<int, Campaign>
        {
            [1] = new Campaign
            {
                Id = 1,
                Name = "Spring",
                Channel = "Search",
            },
        };

    public static MadeLeads Make(int count, bool isDated = true, double openShare = 0.2, int seed = 1)
    {
        var random = new Random(seed);
        var leads = new List<Lead>();
        var activities = new List<Activity>();
        var chances = new double[count];
        string[] sources = ["Web", "Partner", "Fair"],
            countries = ["DE", "FR", "CN", "unknown"];
        for (var i = 0; i < count; i++)
        {
            var createdUtc = Start.AddDays(random.NextDouble() * 300);
            var employees = random.NextDouble() * 4 - 2;
            var (source, country) = (sources[random.Next(3)], countries[random.Next(4)]);
            var hasMeeting = random.NextDouble() < 0.3;
            chances[i] =
                1
                / (
                    1
                    + Math.Exp(
                        -(
                            -1
                            + (source is "Partner" ? 1.5 : 0)
                            + 0.8 * employees
                            - (country is "FR" ? 1 : 0)
                            + (hasMeeting ? 0.9 : 0)
                        )
                    )
                );
            var isOpen = random.NextDouble() < openShare;
            var isWon = random.NextDouble() < chances[i];
            leads.Add(
                new Lead
                {
                    Id = i + 1,
                    LeadKey = "lead-" + i.ToString(CultureInfo.InvariantCulture),
                    Name = "Lead " + i.ToString(CultureInfo.InvariantCulture),
                    Email = i % 3 == 0 ? $"person{i}@gmail.com" : $"person{i}@company{i}.example",
                    Source = source,
                    Country = country,
                    CampaignId = i % 2 == 0 ? 1 : null,
                    CreatedUtc = createdUtc,
                    IsCreatedKnown = isDated,
                    Status =
                        isOpen ? LeadStatus.Open
                        : isWon ? LeadStatus.Won
                        : LeadStatus.Lost,
                    ClosedUtc = isOpen ? null : createdUtc.AddDays(5 + random.NextDouble() * 50),
                    WonAmount = !isOpen && isWon ? 1000 : null,
                    AttributesJson = LeadAttributes.ToJson([
                        new("Employees", employees.ToString("0.###", CultureInfo.InvariantCulture)),
                        new("Shoe size", random.Next(36, 47).ToString(CultureInfo.InvariantCulture)),
                    ]),
                    ImportRowIndex = i,
                }
            );
            if (hasMeeting)
            {
                activities.Add(
                    new Activity
                    {
                        Id = activities.Count + 1,
                        LeadId = i + 1,
                        Kind = ActivityKind.Meeting,
                        OccurredUtc = createdUtc.AddMinutes(10),
                    }
                );
            }
        }

        var fields = new List<FieldDefinition>
        {
            new() { Name = "Employees", Type = FieldType.Number },
            new() { Name = "Shoe size", Type = FieldType.Number },
        };
        return new MadeLeads(leads, activities, fields, chances);
    }

    public LeadRows Rows => new(Leads, ByLead, Campaigns);

    public TrainingSet Set() => TrainingSet.From(Rows, Fields, AsOf);
}
