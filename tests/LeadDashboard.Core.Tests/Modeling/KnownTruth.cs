using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Modeling;

/// <summary>Labelled rows whose true chances are known, cut into those to learn from and fresh ones.</summary>
internal sealed record KnownTruth(TrainingSet Set, RawTable Fresh, double[] FreshChances)
{
    /// <summary>
    /// The law of the sample company, with every value it reads as a column: a perfect learner could find it.
    /// </summary>
    public static KnownTruth SampleCompany(int rowCount, int freshCount, int seed)
    {
        var now = new DateTime(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
        var leads = Core
            .Sampling.SampleCompany.Generate(new SampleOptions(now, Rows: rowCount + freshCount, Seed: seed))
            .Leads()
            .ToArray();

        // Shuffled: this is about doubt, not about drift.
        new Random(seed).Shuffle(leads);
        var random = new Random(seed + 1);
        var labels = leads.Select(lead => random.NextDouble() < lead.TrueProbability ? 1f : 0f).ToArray();
        return Cut(Table(leads), labels, [.. leads.Select(lead => lead.TrueProbability)], rowCount);
    }

    /// <summary>
    /// Five numbers and three categories, one of them rare; log-odds with a bend, a step and an interaction.
    /// </summary>
    public static KnownTruth Bent(int rowCount, int freshCount, int seed)
    {
        var random = new Random(seed);
        var count = rowCount + freshCount;
        var numbers = Enumerable
            .Range(0, 5)
            .Select(_ => Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 4 - 2)).ToArray())
            .ToArray();
        string[] regions = ["North", "South", "East", "West"],
            sources = ["Web", "Fair", "Partner", "Phone", "Mail"];
        var region = Enumerable.Range(0, count).Select(_ => regions[random.Next(4)]).ToArray();
        var source = Enumerable.Range(0, count).Select(_ => sources[random.Next(5)]).ToArray();
        var rare = Enumerable
            .Range(0, count)
            .Select(_ => random.NextDouble() < 0.9 ? "usual" : "kind " + random.Next(12))
            .ToArray();
        var chances = Enumerable
            .Range(0, count)
            .Select(i =>
            {
                var logOdds =
                    -1.2
                    + 0.9 * numbers[0][i]
                    - 0.5 * numbers[1][i] * numbers[1][i]
                    + (numbers[2][i] > 0.7 ? 1.1 : 0)
                    + (region[i] is "South" ? 0.6 * numbers[3][i] : 0)
                    + (
                        source[i] is "Partner" ? 1.2
                        : source[i] is "Mail" ? -0.8
                        : 0
                    )
                    + (
                        rare[i] is "kind 3" ? 1.5
                        : rare[i] is "kind 5" ? -1.5
                        : 0
                    );
                return 1 / (1 + Math.Exp(-logOdds));
            })
            .ToArray();
        var labels = chances.Select(chance => random.NextDouble() < chance ? 1f : 0f).ToArray();
        var table = new RawTable(
            [
                .. numbers.Select((values, c) => RawColumn.OfNumbers("n" + c, "n" + c, values)),
                RawColumn.OfWords("Region", "Region", region),
                RawColumn.OfWords("Source", "Source", source),
                RawColumn.OfWords("Rare", "Rare", rare),
            ],
            count
        );
        return Cut(table, labels, chances, rowCount);
    }

    private static KnownTruth Cut(RawTable table, float[] labels, double[] chances, int rowCount)
    {
        var fresh = Enumerable.Range(rowCount, table.RowCount - rowCount).ToArray();
        return new KnownTruth(
            TrainingSet.FromTable(table.SelectRows([.. Enumerable.Range(0, rowCount)]), labels[..rowCount]),
            table.SelectRows(fresh),
            chances[rowCount..]
        );
    }

    private static RawTable Table(SampleLead[] leads)
    {
        RawColumn Words(string name, Func<SampleLead, string> read) =>
            RawColumn.OfWords(name, name, [.. leads.Select(read)]);
        RawColumn Numbers(string name, Func<SampleLead, double> read) =>
            RawColumn.OfNumbers(name, name, [.. leads.Select(lead => (float)read(lead))]);
        RawColumn Count(ActivityKind kind) =>
            Numbers(kind.ToString(), lead => lead.Activities.Count(activity => activity.Kind == kind));
        return new RawTable(
            [
                Words("Country", lead => lead.Country.Name),
                Words("Size", lead => "s" + lead.SizeIndex),
                Words("Seniority", lead => "r" + lead.Seniority),
                Words("Industry", lead => "i" + lead.IndustryIndex),
                Words("Product", lead => "p" + lead.ProductIndex),
                Words("Owner", lead => "o" + lead.OwnerIndex),
                Words("Timeframe", lead => "t" + lead.TimeframeIndex),
                Words("Solution", lead => "c" + lead.CurrentSolutionIndex),
                Words("Free mail", lead => lead.HasFreeEmail ? "yes" : "no"),
                Words("Phone", lead => lead.Phone.Length == 0 ? "no" : "yes"),
                Numbers("Mood", lead => lead.NoteMood),
                Numbers("Users", lead => lead.UserCount > 0 ? lead.UserCount : double.NaN),
                Numbers("Value", lead => (double)lead.ValueAmount),
                Words("Campaign", lead => lead.Campaign.Name),
                Words("Channel", lead => lead.Campaign.Channel),
                Words("Newsletter", lead => lead.IsNewsletterReader ? "yes" : "no"),
                Numbers("Response", lead => lead.ResponseHours),
                Numbers(
                    "Late",
                    lead => lead.Activities.Count(activity => (activity.OccurredUtc - lead.CreatedUtc).TotalDays > 8)
                ),
                Words(
                    "Month",
                    lead => lead.CreatedUtc.Month.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
                Numbers(
                    "Day",
                    lead => (lead.CreatedUtc - new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalDays
                ),
                .. Enum.GetValues<ActivityKind>().Select(Count),
            ],
            leads.Length
        );
    }
}
