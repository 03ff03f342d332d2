using System.Globalization;
using System.Text;
using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Matching;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

/// <summary>
/// Birth dates, addresses, postcodes and identity numbers are custom fields of a lead: they take part in the search for
/// duplicates among leads, from the upload to the queue.
/// </summary>
public sealed class CustomFieldMatchTests : IDisposable
{
    private const int People = 300;
    private static readonly string[] First = ["anna", "bela", "cora", "dirk", "emil", "gustav", "hanna", "jana"];
    private static readonly string[] Last = ["berg", "costa", "dahl", "holmes", "jungmann", "klein", "lund", "olsen"];

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    /// <summary>64 names for 300 people: the name alone says nothing.</summary>
    [Theory]
    [InlineData("date_of_birth", "address", "postcode")]
    [InlineData("Birthday", "Street", "ZIP")]
    [InlineData("Geburtsdatum", "Anschrift", "PLZ")]
    [InlineData("date de naissance", "adresse", "code postal")]
    [InlineData("出生日期", "地址", "邮编")]
    public async Task Search_Namesakes_AreToldApartByBirthDateAndAddress(string birth, string street, string postcode)
    {
        var truth = await SearchAsync(FileOf(birth, street, postcode));

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var pairs = (await context.DuplicatePairs.Where(pair => pair.IsJoined).ToListAsync()).ConvertAll(pair =>
            (truth[pair.LeftLeadId], truth[pair.RightLeadId], pair.EvidenceJson)
        );
        Assert.InRange(pairs.Count(pair => pair.Item1 == pair.Item2), 95, 100);
        Assert.InRange(pairs.Count(pair => pair.Item1 != pair.Item2), 0, 2);
        var evidence = pairs
            .SelectMany(pair => PairEvidence.Parse(pair.EvidenceJson))
            .Where(field => field.Bits > 3)
            .Select(field => field.Field)
            .ToHashSet();
        Assert.Superset(new HashSet<string> { birth, street, postcode }, evidence);
    }

    [RealFileFact("febrl/dataset1.csv")]
    public async Task Search_FebrlFileThroughTheProduct_ReachesWhatTheIssueAsksFor() =>
        await AssertFebrlAsync("dataset1", precision: 0.99, recall: 0.97);

    [RealFileFact("febrl/dataset3.csv")]
    public async Task Search_FebrlFileWithGroups_ReachesWhatTheIssueAsksFor() =>
        await AssertFebrlAsync("dataset3", precision: 0.97, recall: 0.90);

    private async Task AssertFebrlAsync(string name, double precision, double recall)
    {
        var truth = await SearchAsync(await File.ReadAllTextAsync(RealFiles.PathOf($"febrl/{name}.csv")));
        double pairs = truth.Values.GroupBy(person => person).Sum(group => group.Count() * (group.Count() - 1) / 2);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var joined = await context
            .DuplicatePairs.Where(pair => pair.IsJoined)
            .Select(pair => new { pair.LeftLeadId, pair.RightLeadId })
            .ToListAsync();
        double right = joined.Count(pair => truth[pair.LeftLeadId] == truth[pair.RightLeadId]);

        Assert.True(
            right / joined.Count >= precision && right / pairs >= recall,
            $"precision {right / joined.Count:0.0000}, recall {right / pairs:0.0000}"
        );
    }

    /// <returns>The person behind each lead.</returns>
    private async Task<Dictionary<int, string>> SearchAsync(string text)
    {
        var batch = await _app.ImportAsync(Encoding.UTF8.GetBytes(text));
        Assert.Equal(batch.RowCount, batch.ImportedCount);
        var job = await _app.Get<DuplicateService>().FindNowAsync(ImportSteps.Admin);
        await _app.RunJobsAsync();
        Assert.Equal(JobStatus.Done, (await _app.JobAsync(job)).Status);
        await using var context = await _app.Contexts.CreateDbContextAsync();

        // "id:rec-12-dup-0" is person 12.
        return (await context.Leads.Select(lead => new { lead.Id, lead.LeadKey }).ToListAsync()).ToDictionary(
            lead => lead.Id,
            lead => lead.LeadKey.Split('-')[1]
        );
    }

    private static string FileOf(string birth, string street, string postcode)
    {
        var random = new Random(5);
        var text = new StringBuilder($"rec_id,name,{birth},{street},{postcode}\n");
        for (var person = 0; person < People; person++)
        {
            var name = First[random.Next(First.Length)] + " " + Last[random.Next(Last.Length)];
            var born = new DateTime(1940, 1, 1, 0, 0, 0, DateTimeKind.Utc)
                .AddDays(random.Next(25_000))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var address = $"{Last[random.Next(Last.Length)]}{random.Next(400)} lane {1 + random.Next(90)}";
            var code = random.Next(100) < 5 ? "0810" : (2000 + random.Next(400)).ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"rec-{person}-org,{name},{born},{address},{code}\n");
            if (person % 3 == 0)
            {
                // The same person with a slip in the name or in the street.
                var slip = random.Next(1, name.Length - 1);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"rec-{person}-dup-0,{(person % 2 == 0 ? name.Remove(slip, 1) : name)},{born},"
                        + $"{(person % 2 == 0 ? address : address.Replace("lane", "ln", StringComparison.Ordinal))},"
                        + $"{code}\n"
                );
            }
        }

        return text.ToString();
    }
}
