using System.Net;
using System.Text;
using LeadDashboard.App.Importing;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Each bad file gets a sentence, or comes in safely; none leaves anything behind.</summary>
public sealed class BadInputTests(TestApp app) : IClassFixture<TestApp>
{
    public static TheoryData<string, string> Refused() =>
        new()
        {
            { "empty", "import.empty" },
            { "byte order mark only", "import.empty" },
            { "header only", "import.header-only" },
            { "picture", "import.not-a-table" },
            { "noise", "import.not-a-table" },
            { "broken workbook", "import.broken-workbook" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Stage_AFileThatIsNoTable_SaysWhyAndLeavesNothing(string kind, string code)
    {
        var before = await LeftoversAsync();

        var result = await app.StageAsync(Content(kind));

        Assert.Equal(code, result.Error?.Code);
        Assert.True(result.Error!.Message.English().Length > 20, result.Error.Message.English());
        Assert.Equal(before, await LeftoversAsync());
    }

    [Fact]
    public async Task Upload_EmptyFileOverHttp_AnswersTheSentenceInTheVisitorsLanguage()
    {
        var browser = await app.SignedInAsync(Role.Admin);
        using var request = TestApp.UploadPart("empty.csv", []);
        request.Headers.AcceptLanguage.ParseAdd("zh-CN");

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var sentence = System
            .Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync())
            .RootElement.GetProperty("error")
            .GetString()!;
        Assert.Contains(sentence, letter => letter is >= '\u4E00' and <= '\u9FFF');
    }

    [Fact]
    public async Task Rejected_ReadPageByPage_AreAllRowsOnceInTheOrderOfTheFile()
    {
        // Every second row has a cell too many.
        var rows = Enumerable
            .Range(0, 250)
            .Select(i => $"page{i}@example.com,Page {i},won" + (i % 2 == 0 ? "\n" : ",surplus\n"));
        var batch = await app.ImportAsync(Encoding.UTF8.GetBytes("Email,Name,Outcome\n" + string.Concat(rows)));
        var queries = app.Get<ImportQueries>();

        var (rejected, corrected, _) = await queries.RowCountsAsync(Actor.System, batch.Id);
        var all = await queries.RejectedAsync(Actor.System, batch.Id, int.MaxValue);
        var pages = new List<int>();
        for (var skip = 0; skip < rejected; skip += 50)
        {
            pages.AddRange((await queries.RejectedAsync(Actor.System, batch.Id, 50, skip)).Select(row => row.Id));
        }

        Assert.Equal((125, 0), (rejected, corrected));
        Assert.Equal(all.OrderBy(row => row.LineNumber).Select(row => row.Id), pages);
    }

    [Theory]
    [InlineData("ragged", 6, 2)]
    [InlineData("huge cell", 3, 1)]
    [InlineData("duplicate headers", 2, 0)]
    [InlineData("one class", 3, 0)]
    [InlineData("windows-1252", 2, 0)]
    [InlineData("no outcome", 2, 0)]
    public async Task Import_AnUntidyFile_KeepsEveryRowSomewhere(string kind, int rows, int rejected)
    {
        var batch = await app.ImportAsync(Content(kind));

        Assert.Equal(ImportStatus.Done, batch.Status);
        var reasons = await app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 100);
        Assert.True(
            batch.RejectedCount == rejected,
            string.Join(
                Environment.NewLine,
                reasons.Select(row => $"{row.LineNumber} {row.Column} {row.Value}: {row.Reason}")
            )
        );
        Assert.Equal(rows, batch.RowCount);
        Assert.Equal(rows - rejected, batch.ImportedCount + batch.UpdatedCount);
        Assert.Equal(rejected, reasons.Count);
    }

    [Fact]
    public async Task Stage_VisitorGoesAway_LeavesNothing()
    {
        var before = await LeftoversAsync();
        using var content = new BreakingStream();

        await Assert.ThrowsAsync<IOException>(() =>
            app.Get<ImportService>().StageAsync(content, "half.csv", ImportKind.Leads, ImportSteps.Admin)
        );

        Assert.Equal(before, await LeftoversAsync());
    }

    private async Task<(int Files, int Batches, int Leads)> LeftoversAsync()
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return (
            Directory.Exists(app.Uploads) ? Directory.GetFiles(app.Uploads).Length : 0,
            await context.ImportBatches.CountAsync(),
            await context.Leads.CountAsync()
        );
    }

    private static byte[] Content(string kind)
    {
        static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        switch (kind)
        {
            case "empty":
                return [];
            case "byte order mark only":
                return [0xEF, 0xBB, 0xBF];
            case "header only":
                return Text("Name,Email,Status\n");
            case "picture":
                return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[500]];
            case "broken workbook":
                return [0x50, 0x4B, 0x03, 0x04, .. Text("not really a workbook, only its first letters")];
            case "ragged":
                return Text(
                    "Name,Email,Status\nRa,ra@example.com,Won\nRb,rb@example.com\nRc,rc@example.com,Lost\n"
                        + "Rd,rd@example.com,Won,more,and more\nRe,re@example.com,Lost\nRf,rf@example.com,Won\n"
                );
            case "huge cell":
                return Text(
                    "Name,Email,Status\nHa,ha@example.com,Won\n"
                        + new string('x', 10_000_000)
                        + ",hb@example.com,Lost\nHc,hc@example.com,Lost\n"
                );
            case "duplicate headers":
                return Text(
                    "Name,Email,Status,Score,,Score\nDa,da@example.com,Won,1,2,3\nDb,db@example.com,Lost,4,5,6\n"
                );
            case "one class":
                return Text("Name,Email,Status\nOa,oa@example.com,Won\nOb,ob@example.com,Won\nOc,oc@example.com,Won\n");
            case "windows-1252":
                return Encoding.Latin1.GetBytes(
                    "Name;Email;Status\nJosé Müller;wa@example.com;Won\nZoë Weiß;wb@example.com;Lost\n"
                );
            case "no outcome":
                return Text("Name,Email,City\nNa,na@example.com,Rome\nNb,nb@example.com,Oslo\n");
            default:
                var noise = new byte[20_000];
                new Random(3).NextBytes(noise);
                return noise;
        }
    }

    /// <summary>An upload whose sender goes away half-way.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (++_reads > 2)
            {
                throw new IOException("The sender went away.");
            }

            buffer.Span.Fill((byte)'a');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
