using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// The public data sets, and files made like them, get the right types and words for "not known" without a correction
/// by hand.
/// </summary>
public sealed class ColumnTypeTests
{
    private static readonly string[] FebrlNames = ["dataset1", "dataset2", "dataset3", "dataset4a", "dataset4b"];

    [RealFileFact("bank-additional-full.csv")]
    public async Task Bank_RealFile_IsMappedAsAPersonWould() =>
        await AssertBankAsync(File.OpenRead(RealFiles.PathOf("bank-additional-full.csv")), 41_188);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Bank_MadeFile_IsMappedAsAPersonWould(int seed) =>
        await AssertBankAsync(MadeTables.Bank(3_000, seed), 3_000);

    [RealFileFact("online_shoppers_intention.csv")]
    public async Task Shoppers_RealFile_IsMappedAsAPersonWould() =>
        await AssertShoppersAsync(File.OpenRead(RealFiles.PathOf("online_shoppers_intention.csv")), 12_330);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Shoppers_MadeFile_IsMappedAsAPersonWould(int seed) =>
        await AssertShoppersAsync(MadeTables.Shoppers(3_000, seed), 3_000);

    [RealFileFact("febrl/dataset1.csv")]
    public async Task Febrl_RealFiles_AreMappedAsAPersonWould()
    {
        foreach (var name in FebrlNames)
        {
            await AssertFebrlAsync(File.OpenRead(RealFiles.PathOf($"febrl/{name}.csv")));
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Febrl_MadeFile_IsMappedAsAPersonWould(int seed, bool hasCopies) =>
        await AssertFebrlAsync(MadeTables.Febrl(3_000, seed, hasCopies));

    private static async Task AssertBankAsync(Stream stream, int rows)
    {
        await using var file = stream;
        var (outcome, map, _) = await ImportAsync(file);

        Assert.Equal(KnownColumns.Bank, KnownColumns.Of(map));
        Assert.Equal((rows, 0), (outcome.Leads.Count, outcome.Errors.Count));
        Assert.All(outcome.Leads, lead => Assert.Null(lead.Lead.Email));
        Assert.DoesNotContain(
            outcome.Leads,
            parsed =>
                LeadAttributes.Parse(parsed.Lead.AttributesJson) is var fields
                && (fields.GetValueOrDefault("pdays") == "999" || fields.Values.Contains("unknown"))
        );
        Assert.Contains(
            outcome.Leads,
            parsed => LeadAttributes.Parse(parsed.Lead.AttributesJson).GetValueOrDefault("poutcome") == "nonexistent"
        );
        Assert.Equal(["yes"], map.Outcome!.WonValues);
        Assert.Equal(["no"], map.Outcome.LostValues);
    }

    private static async Task AssertShoppersAsync(Stream stream, int rows)
    {
        await using var file = stream;
        var (outcome, map, _) = await ImportAsync(file);

        Assert.Equal(KnownColumns.Shoppers, KnownColumns.Of(map));
        Assert.Equal((rows, 0), (outcome.Leads.Count, outcome.Errors.Count));
        Assert.All(
            outcome.Leads,
            parsed => Assert.True(LeadAttributes.Parse(parsed.Lead.AttributesJson)["Weekend"] is "true" or "false")
        );
        Assert.Equal(["true"], map.Outcome!.WonValues.Select(word => word.ToLowerInvariant()));
        Assert.Equal(["false"], map.Outcome.LostValues.Select(word => word.ToLowerInvariant()));
    }

    private static async Task AssertFebrlAsync(Stream stream)
    {
        await using var file = stream;
        var (outcome, map, rows) = await ImportAsync(file);

        Assert.Equal(KnownColumns.Febrl, KnownColumns.Of(map));
        Assert.Empty(outcome.Errors);
        Assert.Equal(rows.Count, outcome.Leads.Count);
        var pairs = rows.Zip(outcome.Leads, (row, parsed) => (row.Cells, parsed.Lead)).ToList();
        foreach (var header in new[] { "postcode", "soc_sec_id", "street_number" })
        {
            KnownColumns.AssertKept(
                pairs.Select(pair => (pair.Cells[Array.IndexOf(outcome.Header, header)], pair.Lead)),
                header
            );
        }

        // Impossible days (31 February) are left out and listed; all others read as year, month, day.
        var at = Array.IndexOf(outcome.Header, "date_of_birth");
        foreach (
            var (cells, lead) in pairs.Where(pair =>
                LeadAttributes.Parse(pair.Lead.AttributesJson).ContainsKey("date_of_birth")
            )
        )
        {
            Assert.Equal(
                cells[at].Trim(),
                LeadAttributes.Parse(lead.AttributesJson)["date_of_birth"].Replace("-", "", StringComparison.Ordinal)
            );
        }

        Assert.Contains(pairs, pair => pair.Cells[at].Trim().Length > 0);
    }

    private static async Task<(TableText.Outcome Outcome, ColumnMap Map, List<FileRow> Rows)> ImportAsync(Stream file)
    {
        // As many rows as the program itself looks at.
        var outcome = await TableText.ImportAsync(file, sampleRows: 5_000);
        Assert.Null(outcome.Refusal);
        var rows = new List<FileRow>();
        await foreach (var row in TabularFile.ReadRowsAsync(file, outcome.Format!))
        {
            rows.Add(row);
        }

        return (outcome, outcome.Map!, rows);
    }
}
