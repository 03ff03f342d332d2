using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>An upload that is cut off goes on where it stopped.</summary>
public sealed class ResumableUploadTests : IDisposable
{
    private static readonly byte[] Leads = Encoding.UTF8.GetBytes(
        "Name,Email,Outcome\n"
            + string.Concat(Enumerable.Range(0, 400).Select(i => $"Person {i},person{i}@example.com,{i % 2}\n"))
    );
    private static readonly int Cut = Leads.Length * 4 / 5;

    private readonly TestApp _app = new();
    private readonly Guid _id = Guid.NewGuid();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Upload_CutAtFourFifths_GoesOnFromThereAndIsTheWholeFile()
    {
        var browser = await _app.SignedInAsync(Role.Admin);
        using var first = await SendAsync(browser, 0, Leads[..Cut]);

        Assert.Equal(HttpStatusCode.Conflict, first.StatusCode);
        Assert.Equal(Cut, await OffsetAsync(browser));
        using var second = await SendAsync(browser, Cut, Leads[Cut..]);

        var batch = await BatchAsync(second);
        Assert.Equal((Leads.Length, ImportStatus.Staged), (batch.SizeBytes, batch.Status));
        Assert.Equal(Leads, await File.ReadAllBytesAsync(Path.Combine(_app.Uploads, batch.StoredPath)));
    }

    [Fact]
    public async Task Upload_SenderGoneInTheMiddle_KeepsWhatArrived()
    {
        var browser = await _app.SignedInAsync(Role.Admin);
        await using var body = new CutStream(Leads, Cut);
        var part = new UploadPart(_id, 0, Leads.Length, "leads.csv", null);
        var uploads = _app.Get<ResumableUploads>();

        await Assert.ThrowsAsync<IOException>(() =>
            uploads.AppendAsync(part, body, ImportSteps.Admin, CancellationToken.None)
        );

        Assert.Equal(Cut, uploads.OffsetOf(_id, ImportSteps.Admin));
        Assert.Equal(0, await OffsetAsync(browser)); // the file of somebody else
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Upload_PartThatDoesNotBeginAtTheEnd_ChangesNothingAndSaysWhere(int offset)
    {
        var browser = await _app.SignedInAsync(Role.Admin);
        using var first = await SendAsync(browser, 0, Leads[..Cut]);

        using var wrong = await SendAsync(browser, offset, Leads[offset..]);

        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        Assert.Equal(Cut.ToString(CultureInfo.InvariantCulture), wrong.Headers.GetValues("Upload-Offset").Single());
        Assert.Equal(Cut, await OffsetAsync(browser));
    }

    [Fact]
    public async Task Upload_MoreThanTheFileHas_BeginsAnew()
    {
        var browser = await _app.SignedInAsync(Role.Admin);

        using var request = TestApp.UploadPart("leads.csv", Leads, _id, 0, Leads.Length - 1);
        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(0, await OffsetAsync(browser));
        Assert.Empty(Directory.GetFiles(_app.Uploads));
    }

    [Fact]
    public async Task Upload_AnswerThatGotLost_IsGivenAgainAndStagesNothingTwice()
    {
        var browser = await _app.SignedInAsync(Role.Admin);
        using var first = await SendAsync(browser, 0, Leads);

        using var again = await SendAsync(browser, Leads.Length, []);

        Assert.Equal((await BatchAsync(first)).Id, (await BatchAsync(again)).Id);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(1, await context.ImportBatches.CountAsync());
    }

    [Fact]
    public async Task Upload_Stopped_LeavesNothingAndAStagedFileStays()
    {
        var browser = await _app.SignedInAsync(Role.Admin);
        using var half = await SendAsync(browser, 0, Leads[..Cut]);
        using var stopped = await browser.DeleteAsync($"/imports/upload/{_id}");
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        Assert.Empty(Directory.GetFiles(_app.Uploads));

        using var whole = await SendAsync(browser, 0, Leads);
        using var late = await browser.DeleteAsync($"/imports/upload/{_id}");

        Assert.Equal((await BatchAsync(whole)).StoredPath, Path.GetFileName(Directory.GetFiles(_app.Uploads).Single()));
    }

    [Fact]
    public async Task Upload_RefusedFile_LeavesNothing()
    {
        var browser = await _app.SignedInAsync(Role.Admin);

        using var answer = await SendAsync(browser, 0, new byte[Leads.Length]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Empty(Directory.GetFiles(_app.Uploads));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient browser, int offset, byte[] part)
    {
        using var request = TestApp.UploadPart(
            "leads.csv",
            part,
            _id,
            offset,
            Math.Max(Leads.Length, offset + part.Length)
        );
        return await browser.SendAsync(request);
    }

    private async Task<long> OffsetAsync(HttpClient browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, $"/imports/upload/{_id}");
        using var answer = await browser.SendAsync(request);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    private async Task<ImportBatch> BatchAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var id = json.RootElement.GetProperty("id").GetInt32();
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return await context.ImportBatches.AsNoTracking().SingleAsync(batch => batch.Id == id);
    }

    /// <summary>Ends with an error after some bytes, as a connection does that is lost.</summary>
    private sealed class CutStream(byte[] content, int cut) : MemoryStream(content, 0, cut)
    {
        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("The client reset the request stream.");
        }
    }
}
