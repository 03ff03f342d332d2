using System.Text;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// A person's own words for "not known" count in the trial, the import and its repetition, and are there again with the
/// next file that has the column.
/// </summary>
public sealed class OwnMissingWordsTests : IDisposable
{
    private const string File =
        "Lead ID,Name,City,Score\nL1,Ann,Oslo,5\nL2,Bob,to be checked,later\nL3,Cid,Rome,later\nL4,broken\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task OwnWords_AreUsedEverywhereAndRemembered()
    {
        var staged = (await _app.StageAsync(File)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        var before = await _app.Get<ImportTrial>()
            .RunAsync(staged, opened.Format, AsNumber(opened.Map), ImportSteps.Admin);
        Assert.Equal(2, before.Warnings);

        var trial = await _app.Get<ImportTrial>()
            .RunAsync(staged, opened.Format, WithWords(opened.Map), ImportSteps.Admin);
        Assert.Equal(0, trial.Warnings);

        var batch = await _app.ImportAsync(Encoding.UTF8.GetBytes(File), change: WithWords);
        Assert.Equal((3, 0, 1), (batch.ImportedCount, batch.WarningCount, batch.RejectedCount));
        var rejected = Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10));
        await _app.Get<ImportService>()
            .CorrectAsync(rejected.Id, ["L4", "Dan", "TO BE CHECKED", "later"], ImportSteps.Admin);
        await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = await context.Leads.OrderBy(lead => lead.LeadKey).ToListAsync();
        Assert.Equal(["Oslo", null, "Rome", null], leads.Select(lead => lead.City));
        Assert.Equal(
            ["5"],
            leads.SelectMany(lead =>
                LeadAttributes
                    .Parse(lead.AttributesJson)
                    .Where(field => field.Key == "Score")
                    .Select(field => field.Value)
            )
        );

        var next = (await _app.StageAsync(File.Replace("Ann", "Anna", StringComparison.Ordinal))).Value!;
        var again = (await _app.Get<ImportService>().OpenAsync(next.Id, null, ImportSteps.Admin)).Value!;
        Assert.Equal(["to be checked"], again.Map.Columns.Single(column => column.Header == "City").MissingTokens);
    }

    [Fact]
    public async Task OwnWords_FileWithAnotherHeader_AreKeptByColumnAndAnswerNoOtherQuestion()
    {
        const string First =
            "Lead ID,Name,Region,Insurance\nL1,Ann,North,n/a\nL2,Bob,n/a,Yes\nL3,Cid,South,No\nL4,Dan,tbc,n/a\n";
        const string Other =
            "Name,Insurance,Region,Created\nEve,n/a,n/a,03/04/2026\nFay,Yes,East,05/06/2026\nGus,No,tbc,07/08/2026\n";
        await _app.ImportAsync(
            Encoding.UTF8.GetBytes(First),
            change: map =>
                map with
                {
                    Columns =
                    [
                        .. map.Columns.Select(column =>
                            column.Header switch
                            {
                                "Region" => Words(column, "n/a", "tbc"),
                                "Insurance" => Words(column),
                                _ => column,
                            }
                        ),
                    ],
                }
        );

        var next = (await _app.StageAsync(Other)).Value!;
        var columns = (
            await _app.Get<ImportService>().OpenAsync(next.Id, null, ImportSteps.Admin)
        ).Value!.Map.Columns.ToDictionary(column => column.Header);
        var entry = (await _app.Get<StagedFiles>().FindAsync(next.Id, ImportSteps.Admin)).Value!;

        Assert.Equal(["n/a", "tbc"], columns["Region"].MissingTokens.Order());
        Assert.Empty(columns["Insurance"].MissingTokens);
        Assert.Contains("can be read two ways", Assert.Single(entry.Questions).English(), StringComparison.Ordinal);

        static MappedColumn Words(MappedColumn column, params string[] words) =>
            MissingWordRules.WithWords(column, words, new FileFormat(), []);
    }

    private static ColumnMap AsNumber(ColumnMap map) =>
        map with
        {
            Columns =
            [
                .. map.Columns.Select(column =>
                    column.Header == "Score"
                        ? column with
                        {
                            Target = TargetField.Custom,
                            Type = FieldType.Number,
                        }
                        : column
                ),
            ],
        };

    private static ColumnMap WithWords(ColumnMap map) =>
        AsNumber(map) with
        {
            Columns =
            [
                .. AsNumber(map)
                    .Columns.Select(column =>
                        column.Header switch
                        {
                            "City" => column with { MissingTokens = ["to be checked"] },
                            "Score" => column with { MissingTokens = ["later"] },
                            _ => column,
                        }
                    ),
            ],
        };
}
