using System.Globalization;
using System.Net;
using System.Text.Json;
using ExcelDataReader;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Api.Tests.Browser;

public sealed class DownloadTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/leads/export.csv", "leads.csv")]
    [InlineData("/imports/{0}/rejected.csv", "rejected-{0}.csv")]
    [InlineData("/imports/{0}/left-out.csv", "left-out-{0}.csv")]
    [InlineData("/leads/export.xlsx", "leads.xlsx")]
    [InlineData("/imports/templates/deals.csv", "deals-template.csv")]
    public async Task Download_AnyFile_IsKeptByNobodyAndNamed(string address, string name)
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

    /// <summary>Read back by the reader of imports: what goes out can come in again.</summary>
    [Fact]
    public async Task Workbook_Leads_HoldsTheRowsOfTheCsvWithTheirTypes()
    {
        var browser = await app.SignedInAsync(Role.Admin);
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            context.Add(
                new Lead
                {
                    LeadKey = "id:workbook",
                    Name = "=1+1",
                    Company = "Workbook Ltd",
                    Probability = 0.5,
                    ValueAmount = 1234.5m,
                    OwnerText = "Nobody's user",
                    CreatedUtc = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc),
                }
            );
            await context.SaveChangesAsync();
        }

        var bytes = await browser.GetByteArrayAsync("/leads/export.xlsx?q=Workbook");
        var csv = await browser.GetStringAsync("/leads/export.csv?q=Workbook");

        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(bytes));
        Assert.True(reader.Read());
        var header = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToList();
        Assert.True(reader.Read());
        var row = header.Zip(Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)).ToDictionary();
        Assert.False(reader.Read());
        Assert.Equal("Leads", reader.Name);
        Assert.StartsWith(string.Join(',', header), csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Equal("=1+1", row["Name"]);
        Assert.Equal(50.0, row["Score"]);
        Assert.Equal(1234.5, row["Value"]);
        Assert.Equal("Nobody's user", row["Owner"]);
        Assert.Equal(new DateTime(2026, 3, 2), row["Created"]);
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
        using var request = TestApp.UploadPart(name, "name,won\nAnn,1\nBob,0\n"u8.ToArray());
        using var answer = await browser.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var id = json.RootElement.GetProperty("id").GetInt32();
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.ImportBatches.AsNoTracking().SingleAsync(batch => batch.Id == id);
    }
}
