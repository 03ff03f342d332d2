using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

public sealed class ImportModeTests : IDisposable
{
    private const string Header = "Lead Id,Name,Email,Company,City,Score\n";
    private const string First = Header + "L1,Ann,ann@example.com,Acme Inc,Oslo,5\nL2,Bob,bob@example.com,Bolt,,7\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task CreateOnly_KnownLeads_AreSkipped()
    {
        await _app.ImportAsync(First);

        var batch = await ImportAsync(
            Header + "L1,Changed,ann@example.com,Acme,Rome,9\nL3,Cid,cid@example.com,C,Bonn,1\n",
            map => map with { Mode = ImportMode.CreateOnly }
        );

        Assert.Equal((1, 0, 1, 0), (batch.ImportedCount, batch.UpdatedCount, batch.SkippedCount, batch.RejectedCount));
        Assert.Equal("Ann", (await LeadAsync("id:l1")).Name);
    }

    [Fact]
    public async Task UpdateOnly_UnknownLeads_AreRejectedWithAReason()
    {
        await _app.ImportAsync(First);

        var batch = await ImportAsync(
            Header + "L1,Ann,ann@example.com,Acme,Rome,9\nL3,Cid,cid@example.com,C,Bonn,1\n",
            map => map with { Mode = ImportMode.UpdateOnly }
        );

        Assert.Equal((0, 1, 1), (batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount));
        Assert.Contains(
            "No lead fits",
            Wording.English(
                Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9)).Reason
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task MatchByEmail_FindsLeadsThatHaveAnId()
    {
        await _app.ImportAsync(First);

        var batch = await ImportAsync(
            "E-mail,City\nANN@example.com,Rome\nnew@example.com,Bern\n",
            map => map with { Keys = [MatchKey.Email] }
        );

        Assert.Equal((1, 1), (batch.ImportedCount, batch.UpdatedCount));
        Assert.Equal("Rome", (await LeadAsync("id:l1")).City);
    }

    [Fact]
    public async Task MatchByEmail_TwoLeadsOrAnotherIdentity_IsAConflict()
    {
        await _app.ImportAsync(
            Header
                + "L1,Ann,same@example.com,Acme,Oslo,5\nL2,Bob,same@example.com,Bolt,Rome,7\n"
                + "L3,Cid,cid@example.com,C,Bern,1\nL4,Dan,dan@example.com,D,Graz,1\n"
        );

        var batch = await ImportAsync(
            Header
                + "L9,X,same@example.com,Acme,Oslo,5\nL4,Y,cid@example.com,C,Bern,2\n"
                + "L4,Z,unknown@example.com,C,Bern,2\n",
            map => map with { Keys = [MatchKey.Email] }
        );

        Assert.Equal((0, 0, 3, 3), (batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount, batch.ConflictCount));
        var reasons = (await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9))
            .Select(row => Wording.English(row.Reason))
            .ToList();
        Assert.StartsWith("2 leads have the same", reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("The E-mail 'cid@example.com' belongs to one lead", reasons[1], StringComparison.Ordinal);
        Assert.StartsWith("No lead has the E-mail 'unknown@example.com'", reasons[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task MatchByEmailAndCompany_LegalFormDoesNotMatter()
    {
        await _app.ImportAsync(First);

        var batch = await ImportAsync(
            "Email,Company,City\nann@example.com,ACME,Rome\nann@example.com,Other,Bern\n",
            map => map with { Keys = [MatchKey.EmailAndCompany] }
        );

        Assert.Equal((1, 1), (batch.ImportedCount, batch.UpdatedCount));
        Assert.Equal("Rome", (await LeadAsync("id:l1")).City);
    }

    [Fact]
    public async Task Rules_KeepTakeAndOnlyIfEmpty_DecideFieldByField()
    {
        await _app.ImportAsync(First);

        await ImportAsync(
            Header + "L1,New,n@example.com,NewCo,NewCity,9\nL2,New2,n2@example.com,NewCo,NewCity,9\n",
            map =>
                map with
                {
                    Columns =
                    [
                        .. map.Columns.Select(column =>
                            column with
                            {
                                Rule = column.Header switch
                                {
                                    "Name" => FieldRule.Keep,
                                    "City" or "Score" => FieldRule.OnlyIfEmpty,
                                    _ => FieldRule.Take,
                                },
                            }
                        ),
                    ],
                }
        );

        var (ann, bob) = (await LeadAsync("id:l1"), await LeadAsync("id:l2"));
        Assert.Equal(("Ann", "NewCo", "Oslo"), (ann.Name, ann.Company, ann.City));
        Assert.Equal(("Bob", "NewCity"), (bob.Name, bob.City));
        Assert.Contains("\"Score\":\"5\"", ann.AttributesJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_SaysWhatTheImportThenDoes_AndWritesNothing()
    {
        await _app.ImportAsync(First);
        var file =
            Header
            + "L1,Ann,ann@example.com,Acme Inc,Oslo,5\nL2,Bob,bob@example.com,Bolt,Rome,7\n"
            + "L3,Cid,cid@example.com,C,Bonn,1\nL3,Cid,cid@example.com,C,Bonn,2\n,,,,,\nL4,too,few\n";
        var batch = (await _app.StageAsync(file)).Value!;
        var staged = (await _app.Get<ImportService>().OpenAsync(batch.Id, null, ImportSteps.Admin)).Value!;

        var trial = await _app.Get<ImportTrial>().RunAsync(staged.Batch, staged.Format, staged.Map, ImportSteps.Admin);

        Assert.Equal(
            (6, 1, 3, 1, 1, 1),
            (trial.Rows, trial.New, trial.Updated, trial.Unchanged, trial.Rejected, trial.Skipped)
        );
        Assert.Equal(trial.Rows, trial.New + trial.Updated + trial.Rejected + trial.Skipped);
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            Assert.Equal((2, 0), (await context.Leads.CountAsync(), await context.RejectedRows.CountAsync()));
        }

        Assert.True((await _app.StartAsync(batch.Id)).IsOk);
        await _app.RunDataJobsAsync();
        var done = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal(
            (trial.New, trial.Updated, trial.Rejected, trial.Skipped),
            (done.ImportedCount, done.UpdatedCount, done.RejectedCount, done.SkippedCount)
        );
    }

    [Fact]
    public async Task Trial_OfALargeFile_TellsHowMuchOfItIsRead()
    {
        var rows = Enumerable.Range(0, 9_000).Select(row => $"T{row},Ann {row},ann{row}@example.com,Acme,Oslo,5\n");
        var batch = (await _app.StageAsync(Header + string.Concat(rows))).Value!;
        var staged = (await _app.Get<ImportService>().OpenAsync(batch.Id, null, ImportSteps.Admin)).Value!;
        var told = new Told();

        await _app.Get<ImportTrial>().RunAsync(staged.Batch, staged.Format, staged.Map, ImportSteps.Admin, told);

        Assert.InRange(told.Parts[0].Done, 4_000 / 9_000.0, 0.9);
        Assert.InRange(told.Parts[1].Done, told.Parts[0].Done, 1);
        Assert.Equal((9_000, 1.0), (told.Parts[^1].Rows, told.Parts[^1].Done));
    }

    private sealed class Told : IProgress<TrialFigures>
    {
        public List<TrialFigures> Parts { get; } = [];

        public void Report(TrialFigures value) => Parts.Add(value);
    }

    [Fact]
    public async Task BadValues_OfOptionalColumns_AreKeptAsMissingAndListed()
    {
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"K{i},N{i},n{i}@example.com,C,Oslo,{i}\n"));

        var batch = await _app.ImportAsync(Header + rows + "L1,Ann,ann@example.com,Acme,Oslo,many\n");

        Assert.Equal((61, 0, 1), (batch.ImportedCount, batch.RejectedCount, batch.WarningCount));
        var kept = Assert.Single(await _app.Get<ImportQueries>().KeptAsync(Actor.System, batch.Id, 9));
        Assert.Equal(("Score", "many", 62), (kept.Column, kept.Value, kept.LineNumber));
        Assert.Empty(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9));
    }

    private Task<ImportBatch> ImportAsync(string text, Func<ColumnMap, ColumnMap> change) =>
        _app.ImportAsync(System.Text.Encoding.UTF8.GetBytes(text), change: change);

    private async Task<Lead> LeadAsync(string key)
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return await context.Leads.AsNoTracking().SingleAsync(lead => lead.LeadKey == key);
    }
}
