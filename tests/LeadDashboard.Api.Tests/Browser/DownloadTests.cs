using System.Globalization;
using System.Net;
using System.Text.Json;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Api.Tests.Browser;

public sealed class DownloadTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/leads/export.csv", "leads.csv")]
    [InlineData("/imports/{0}/rejected.csv", "rejected-{0}.csv")]
    [InlineData("/imports/{0}/left-out.csv", "left-out-{0}.csv")]
    public async Task Download_AnyCsv_IsKeptByNobodyAndNamed(string address, string name)
    {
        var browser = await app.SignedInAsync(Role.Admin);
        var batch = await UploadAsync(browser, "list.csv");

        using var answer = await browser.GetAsync(
            address.Replace("{0}", batch.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(
            name.Replace("{0}", batch.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')
        );
    }

    [Fact]
    public async Task Upload_NameOfFiveThousandCharactersWithNewlines_IsStoredShortAndClean()
    {
        var browser = await app.SignedInAsync(Role.Admin);

        var batch = await UploadAsync(browser, "a\r\nb\u202E" + new string('x', 5000) + ".csv");

        Assert.Equal(UploadName.MaxLength, batch.FileName.Length);
        Assert.StartsWith("abxxx", batch.FileName, StringComparison.Ordinal);
        Assert.EndsWith("x.csv", batch.FileName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:\\Users\\me\\leads.xlsx", "leads.xlsx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("线索 2026.csv", "线索 2026.csv")]
    [InlineData("\r\n\0", "upload")]
    [InlineData(null, "upload")]
    public void Clean_AnyName_IsALastPartWithoutControlCharacters(string? given, string expected) =>
        Assert.Equal(expected, UploadName.Clean(given));

    private async Task<ImportBatch> UploadAsync(HttpClient browser, string name)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            "/imports/upload?name=" + Uri.EscapeDataString(name)
        )
        {
            Content = new StringContent("name,won\nAnn,1\nBob,0\n"),
        };
        request.Headers.Add("X-Leads-Upload", "1");
        using var answer = await browser.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var id = json.RootElement.GetProperty("id").GetInt32();
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.ImportBatches.AsNoTracking().SingleAsync(batch => batch.Id == id);
    }
}
