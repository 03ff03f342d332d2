using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Public data sets that lie beside the repository on some machines.</summary>
public sealed class RealFilesTests
{
    [RealFileFact("bank-additional-full.csv")]
    public async Task Import_BankFile_NeedsNoCorrection()
    {
        await using var file = File.OpenRead(RealFiles.PathOf("bank-additional-full.csv"));

        var outcome = await TableText.ImportAsync(file);
        file.Position = 0;
        var sample = (await FileSample.ReadAsync(file, outcome.Format!)).Value!;
        var leaks = ColumnMap.Suggest(sample.Header, sample.Rows, outcome.Format!).Leaks;

        Assert.Equal((41_188, 0, 0), (outcome.Leads.Count, outcome.Errors.Count, outcome.SkippedCount));
        Assert.Equal(4_640, outcome.Leads.Count(l => l.Lead.Status == LeadStatus.Won));
        Assert.Equal(41_188, outcome.Leads.Select(l => l.Lead.LeadKey).Distinct().Count());
        Assert.Equal("y", outcome.Map!.OutcomeColumn!.Header);
        Assert.Equal(["999"], outcome.Map.Columns.Single(c => c.Header == "pdays").MissingTokens);
        Assert.Equal(["unknown"], outcome.Map.Columns.Single(c => c.Header == "job").MissingTokens);
        Assert.Equal("duration", Assert.Single(leaks).Header);
    }

    [RealFileFact("online_shoppers_intention.csv")]
    public async Task Import_ShoppersFile_TakesCodesForCategories()
    {
        await using var file = File.OpenRead(RealFiles.PathOf("online_shoppers_intention.csv"));

        var outcome = await TableText.ImportAsync(file);

        Assert.Equal(12_330, outcome.Leads.Count);
        Assert.Equal("Revenue", outcome.Map!.OutcomeColumn!.Header);
        Assert.Equal(1_908, outcome.Leads.Count(l => l.Lead.Status == LeadStatus.Won));
        Assert.Equal(
            ["Month", "OperatingSystems", "Browser", "Region", "TrafficType", "VisitorType"],
            outcome.Map.CustomColumns.Where(c => c.Type == FieldType.Category).Select(c => c.Header)
        );
    }

    [RealFileFact("febrl/dataset1.csv")]
    public async Task Import_FebrlFile_FindsNamesAndDates()
    {
        await using var file = File.OpenRead(RealFiles.PathOf("febrl/dataset1.csv"));

        var outcome = await TableText.ImportAsync(file);

        Assert.Equal(1_000, outcome.Leads.Count + outcome.Errors.Count);
        Assert.All(outcome.Errors, error => Assert.Equal("date_of_birth", error.Column));
        Assert.InRange(outcome.Errors.Count, 0, 10);
        Assert.Equal(
            (TargetField.ExternalId, TargetField.FirstName, TargetField.LastName),
            (outcome.TargetOf("rec_id"), outcome.TargetOf("given_name"), outcome.TargetOf("surname"))
        );
        Assert.Equal(FieldType.Date, outcome.Map!.Columns.Single(c => c.Header == "date_of_birth").Type);
    }
}
