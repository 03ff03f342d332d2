using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>The empty forms, filled in as they come, are what the import understands at once.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Import_EveryTemplateUntouched_IsKnownMappedAndTakenWhole(string language)
    {
        using var app = new TestApp();
        Assert.Equal(Enum.GetValues<ImportKind>().Order(), KindGuess.ImportOrder.Order());
        foreach (var kind in KindGuess.ImportOrder)
        {
            var batch = await ImportAsync(app, kind, language);
            var map = ColumnMap.FromJson(batch.MapJson!);

            Assert.Equal(kind, batch.Kind);
            Assert.Equal(TemplateCsv.Fields(kind), map.Columns.Select(column => column.Target));
            Assert.Equal(
                (kind, 2, 2, 0, 0),
                (
                    kind,
                    batch.RowCount,
                    batch.ImportedCount + batch.UpdatedCount,
                    batch.RejectedCount,
                    batch.WarningCount
                )
            );
        }
    }

    /// <summary>Stages without saying what it is, and takes what is suggested.</summary>
    private static async Task<ImportBatch> ImportAsync(TestApp app, ImportKind kind, string language)
    {
        using var stream = new MemoryStream();
        await TemplateCsv.WriteAsync(stream, kind, CultureInfo.GetCultureInfo(language));
        stream.Position = 0;
        var staged = await app.Get<ImportService>().StageAsync(stream, "template.csv", null, ImportSteps.Admin);
        Assert.True(staged.IsOk, MessageTexts.Say(staged.Error));
        var started = await app.StartAsync(staged.Value.Id);
        Assert.True(started.IsOk, $"{kind}: {MessageTexts.Say(started.Error)}");
        await app.RunDataJobsAsync();
        return (await app.Get<ImportQueries>().FindAsync(Actor.System, staged.Value.Id))!;
    }
}
