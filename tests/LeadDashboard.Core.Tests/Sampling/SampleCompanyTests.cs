using System.Globalization;
using System.Text;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Sampling;

public class SampleCompanyTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly SampleData Data = SampleCompany.Generate(new SampleOptions(Now));
    private static readonly List<SampleLead> Leads = [.. Data.Leads()];

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(-123)]
    public void Generate_AnySeed_WinRateOpenShareAndBestAucAreAsPlanned(int seed)
    {
        var leads = SampleCompany.Generate(new SampleOptions(Now, Seed: seed)).Leads().ToList();
        var closed = leads.Where(lead => lead.Status != LeadStatus.Open).ToList();

        Assert.InRange(1 - (double)closed.Count / leads.Count, 0.20, 0.30);
        Assert.InRange(closed.Average(lead => lead.Status == LeadStatus.Won ? 1.0 : 0.0), 0.13, 0.17);
        Assert.InRange(Auc(closed), 0.85, 0.90);
    }

    [Fact]
    public void TrueProbabilities_OfClosedLeads_AreCalibrated()
    {
        var leads = SampleCompany
            .Generate(new SampleOptions(Now, Rows: 40_000))
            .Leads()
            .Where(lead => lead.Status != LeadStatus.Open);

        foreach (var group in leads.GroupBy(lead => Math.Min(7, (int)(lead.TrueProbability * 10))))
        {
            var expected = group.Average(lead => lead.TrueProbability);
            var found = group.Average(lead => lead.Status == LeadStatus.Won ? 1.0 : 0.0);
            var deviation = Math.Sqrt(expected * (1 - expected) / group.Count());
            Assert.InRange(found, expected - 4 * deviation, expected + 4 * deviation);
        }
    }

    [Fact]
    public void TrueProbabilities_Of6000_HasEveryLeadIdOfTheFile()
    {
        var ids = ReadRows(Write(Data.WriteLeadsCsv)).Skip(1).Select(row => row[0]).ToList();

        Assert.Equal(6000, ids.Count);
        Assert.Equal(6000, Data.TrueProbabilities.Count);
        Assert.All(ids, id => Assert.InRange(Data.TrueProbabilities[id], 1e-6, 1 - 1e-6));
    }

    [Fact]
    public void WriteLeadsCsv_SameOptions_SameBytes()
    {
        var again = SampleCompany.Generate(new SampleOptions(Now));

        Assert.Equal(Write(Data.WriteLeadsCsv), Write(again.WriteLeadsCsv));
        Assert.Equal(Write(Data.WriteActivitiesCsv), Write(again.WriteActivitiesCsv));
        Assert.Equal(Write(Data.WriteSpendCsv), Write(again.WriteSpendCsv));
    }

    [Fact]
    public void WriteLeadsCsv_OtherSeed_OtherCompany()
    {
        var other = SampleCompany.Generate(new SampleOptions(Now, Rows: 100, Seed: 8));

        Assert.NotEqual(
            Write(SampleCompany.Generate(new SampleOptions(Now, Rows: 100)).WriteLeadsCsv),
            Write(other.WriteLeadsCsv)
        );
    }

    [Fact]
    public void WriteLeadsCsv_OtherCulture_SameBytes()
    {
        var expected = Write(Data.WriteLeadsCsv);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Write(Data.WriteLeadsCsv));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void WriteLeadsCsv_EveryRow_HasAllColumnsAndAConsistentOutcome()
    {
        var rows = ReadRows(Write(Data.WriteLeadsCsv));

        Assert.Equal(SampleData.LeadColumns, rows[0]);
        int Column(string name) => SampleData.LeadColumns.ToList().IndexOf(name);
        foreach (var row in rows.Skip(1))
        {
            Assert.Equal(SampleData.LeadColumns.Count, row.Length);
            var status = row[Column("Status")];
            Assert.Equal(status != "Open", row[Column("Closed Date")].Length > 0);
            Assert.Equal(status == "Won", row[Column("Won Amount")].Length > 0);
            Assert.Equal(status == "Lost", row[Column("Loss Reason")].Length > 0);
        }
    }

    [Fact]
    public void Generate_6000Leads_NothingIsInTheFutureOrOutOfOrder()
    {
        Assert.All(
            Leads,
            lead =>
            {
                Assert.InRange(lead.CreatedUtc, Now.AddMonths(-18), Now.AddMinutes(-1));
                Assert.True(lead.ClosedUtc is null || (lead.ClosedUtc > lead.CreatedUtc && lead.ClosedUtc < Now));
                Assert.All(
                    lead.Activities,
                    activity =>
                        Assert.True(
                            activity.OccurredUtc > lead.CreatedUtc && activity.OccurredUtc < (lead.ClosedUtc ?? Now)
                        )
                );
                Assert.Equal(lead.Activities.OrderBy(activity => activity.OccurredUtc), lead.Activities);
            }
        );
    }

    [Fact]
    public void Generate_6000Leads_EmailsAndIdsAreDistinct()
    {
        Assert.Equal(6000, Leads.Select(lead => lead.Email).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(6000, Leads.Select(lead => lead.ExternalId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Leads, lead => Assert.EndsWith(".example", lead.Email, StringComparison.Ordinal));
        Assert.All(Leads, lead => Assert.Matches(@"^[a-z]+\.[a-z]+\d*@[a-z0-9.-]+$", lead.Email));
    }

    [Fact]
    public void Generate_Decision_TakesTheSameTimeHoweverItEnds()
    {
        var leads = SampleCompany
            .Generate(new SampleOptions(Now, Rows: 40_000))
            .Leads()
            .Where(lead => lead.Status != LeadStatus.Open && lead.CreatedUtc < Now.AddMonths(-12))
            .ToList();
        double MeanLogDays(LeadStatus status) =>
            leads
                .Where(lead => lead.Status == status)
                .Average(lead => Math.Log((lead.ClosedUtc!.Value - lead.CreatedUtc).TotalDays));

        Assert.InRange(MeanLogDays(LeadStatus.Won) - MeanLogDays(LeadStatus.Lost), -0.05, 0.05);
    }

    [Fact]
    public void Generate_6000Leads_HasTheMessOfARealExport()
    {
        var rows = ReadRows(Write(Data.WriteLeadsCsv)).Skip(1).ToList();
        var industries = rows.Select(row => row[6]).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("software", industries);
        Assert.Contains("Software", industries);
        Assert.Contains("", industries);
        Assert.Contains(rows, row => row[3].Length == 0);
        Assert.Contains(rows, row => row[8] == "中国");
        Assert.Contains(rows, row => row[21].Contains('。', StringComparison.Ordinal));
        Assert.Contains(rows, row => row[11].Length == 0);
    }

    [Fact]
    public void Generate_Interactions_MatterBeyondMainEffects()
    {
        // A chief in a small firm against a chief in a large one: the sign of the seniority effect turns with size.
        double Lift(bool isLarge)
        {
            var group = SampleCompany
                .Generate(new SampleOptions(Now, Rows: 20_000))
                .Leads()
                .Where(lead => lead.SizeIndex >= 4 == isLarge)
                .ToList();
            return group.Where(lead => lead.Seniority == 4).Average(lead => lead.TrueProbability)
                - group.Where(lead => lead.Seniority == 2).Average(lead => lead.TrueProbability);
        }

        Assert.True(Lift(isLarge: false) > 0.01);
        Assert.True(Lift(isLarge: true) < -0.01);
    }

    [Fact]
    public void WriteSpendCsv_EveryCampaign_HasDailySpendInWholeCents()
    {
        var rows = ReadRows(Write(Data.WriteSpendCsv));
        var spend = rows.Skip(1).ToList();

        Assert.Equal(SampleData.SpendColumns, rows[0]);
        Assert.Equal(14, spend.Select(row => row[1]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(spend.Count, spend.Select(row => (row[0], row[1])).Distinct().Count());
        Assert.All(spend, row => Assert.Matches(@"^\d+\.\d\d$", row[3]));
        var total = spend.Sum(row => decimal.Parse(row[3], CultureInfo.InvariantCulture));
        var revenue = Leads.Sum(lead => lead.WonAmount ?? 0);
        Assert.InRange((double)(revenue / total), 1.5, 6);
        var named = Leads
            .Where(lead => lead.Campaign.Name.Length > 0)
            .Select(lead => lead.Campaign.Name)
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(
            named.Order(StringComparer.Ordinal),
            spend.Select(row => row[1]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(0, 18)]
    [InlineData(10_000_001, 18)]
    [InlineData(100, 2)]
    public void Generate_OptionOutOfRange_Throws(int rows, int months) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SampleCompany.Generate(new SampleOptions(Now, rows, 7, months))
        );

    [Fact]
    public void Generate_LocalTime_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SampleCompany.Generate(new SampleOptions(DateTime.SpecifyKind(Now, DateTimeKind.Unspecified)))
        );

    [Theory]
    [InlineData(1)]
    [InlineData(7919)]
    [InlineData(11_879)]
    public void Generate_AnyRowCount_EmailsAreDistinct(int rows) =>
        Assert.Equal(
            rows,
            SampleCompany
                .Generate(new SampleOptions(Now, rows))
                .Leads()
                .Select(lead => lead.Email)
                .Distinct(StringComparer.Ordinal)
                .Count()
        );

    [Fact]
    public void Copies_AreExtraOpenLeadsAndTheRestIsTheSmallerCompany()
    {
        var whole = SampleCompany.Generate(new SampleOptions(Now, Rows: 6000) { DuplicateShare = 0.015 });
        var without = SampleCompany.Generate(new SampleOptions(Now, Rows: 5910));

        var rows = ReadRows(Write(whole.WriteLeadsCsv));
        Assert.Equal(6001, rows.Count);
        Assert.Equal(6000, rows.Skip(1).Select(row => row[0]).Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith(Write(without.WriteLeadsCsv), Write(whole.WriteLeadsCsv), StringComparison.Ordinal);
        Assert.Equal(Write(without.WriteActivitiesCsv), Write(whole.WriteActivitiesCsv));
        Assert.Equal(without.TrueProbabilities, whole.TrueProbabilities);
        var originals = without.Leads().ToList();
        Assert.All(
            whole.Copies(),
            pair =>
            {
                Assert.Equal(LeadStatus.Open, pair.Copy.Status);
                Assert.True(pair.Copy.CreatedUtc > originals[pair.OfIndex].CreatedUtc && pair.Copy.CreatedUtc < Now);
                Assert.NotEqual("", pair.Copy.Name);
            }
        );
    }

    [Fact]
    public void Copies_AreFoundByTheSearchAndHardlyAnythingElse()
    {
        var data = SampleCompany.Generate(new SampleOptions(Now) { DuplicateShare = 0.015 });
        var leads = data.Leads().Concat(data.Copies().Select(pair => pair.Copy)).ToList();
        var truth = data.Copies().Select(pair => (pair.OfIndex, pair.Copy.Index)).ToHashSet();
        IReadOnlyList<string?>[] columns =
        [
            .. new Func<SampleLead, string?>[]
            {
                l => l.Name,
                l => l.Email,
                l => l.Phone,
                l => l.Company,
                l => l.City,
                l => l.Country.Name,
            }.Select(read => leads.Select(read).ToArray()),
        ];

        var found = DuplicateFinder
            .Find(
                MatchTable.From(SampleDuplicates.LeadFields, columns),
                MatchOptions.Default,
                null,
                CancellationToken.None
            )
            .Pairs;

        Assert.InRange(found.Count(pair => truth.Contains((pair.Left, pair.Right))), 80, 90);
        Assert.InRange(
            found
                .Where(pair => pair.Probability >= 0.99)
                .Count(pair => !truth.Contains((pair.Left, pair.Right)) && pair.Left < 5910 && pair.Right < 5910),
            0,
            5
        );
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(0.3)]
    [InlineData(double.NaN)]
    public void Generate_ShareOfCopiesOutOfRange_Throws(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            SampleCompany.Generate(new SampleOptions(Now) { DuplicateShare = share })
        );

    /// <summary>Area under the ROC curve by ranks; true probabilities have no ties to speak of.</summary>
    private static double Auc(List<SampleLead> leads)
    {
        var sorted = leads.OrderBy(lead => lead.TrueProbability).ToList();
        double wins = sorted.Count(lead => lead.Status == LeadStatus.Won);
        var rankSum = sorted.Select((lead, index) => lead.Status == LeadStatus.Won ? index + 1.0 : 0).Sum();
        return (rankSum - wins * (wins + 1) / 2) / (wins * (sorted.Count - wins));
    }

    private static string Write(Action<Stream, CancellationToken> write)
    {
        using var stream = new MemoryStream();
        write(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A reader of its own, so that writer and test do not share a mistake.</summary>
    private static List<string[]> ReadRows(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && (c == ',' || c == '\n'))
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else if (isQuoted || c != '\r')
            {
                cell.Append(c);
            }
        }

        return rows;
    }
}
