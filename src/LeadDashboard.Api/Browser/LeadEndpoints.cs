using System.Text;
using LeadDashboard.App.Access;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Settings;
using Microsoft.AspNetCore.Http.Features;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace LeadDashboard.Api.Browser;

/// <summary>The list of leads as a file: exactly the rows and the order of the list.</summary>
internal static class LeadEndpoints
{
    /// <summary>A worksheet holds no more rows; the header is one of them.</summary>
    private const int MaxSheetRows = 1_048_576;

    /// <summary>A cell of a worksheet holds no longer text.</summary>
    private const int MaxCellLength = 32_767;

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/leads").RequireAuthorization(nameof(Permission.ViewLeads));
        leads.MapGet("/export.csv", WriteCsvAsync);
        leads.MapGet("/export.xlsx", WriteWorkbookAsync);
    }

    /// <summary>Cells that a spreadsheet would run as a formula are defused.</summary>
    private static async Task WriteCsvAsync(HttpContext http, LeadQueries queries, SettingStore settings)
    {
        var export = await BeginAsync(http, queries, settings);
        Download.Begin(http, "leads.csv", Download.Csv);
        await using var writer = new StreamWriter(
            http.Response.Body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            64 * 1024
        );
        await writer.WriteAsync(SafeCsv.Line(LeadExport.Header) + "\r\n");
        await foreach (var lead in RowsAsync(http, queries))
        {
            await writer.WriteAsync(SafeCsv.Line(export.Cells(lead).Select(LeadExport.Text)) + "\r\n");
        }
    }

    /// <summary>
    /// Numbers and days keep their type; a text is a text and never a formula. A list longer than a worksheet goes on
    /// in the next one.
    /// </summary>
    private static async Task WriteWorkbookAsync(HttpContext http, LeadQueries queries, SettingStore settings)
    {
        var export = await BeginAsync(http, queries, settings);
        Download.Begin(http, "leads.xlsx", Download.Workbook);
        var cancellation = http.RequestAborted;
        // The directory at the end of the file is written without waiting, a few hundred bytes.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        await using var book = await Spreadsheet.CreateNewAsync(http.Response.Body, cancellationToken: cancellation);
        var bold = book.AddStyle(new Style { Font = { Bold = true } });
        var day = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        var (sheet, rows) = (0, MaxSheetRows);
        await foreach (var lead in RowsAsync(http, queries))
        {
            if (rows == MaxSheetRows)
            {
                (sheet, rows) = (sheet + 1, 1);
                await BeginSheetAsync(book, sheet, bold, cancellation);
            }

            await book.AddRowAsync([.. export.Cells(lead).Select(cell => CellOf(cell, day))], cancellation);
            rows++;
        }

        if (sheet == 0)
        {
            await BeginSheetAsync(book, 1, bold, cancellation);
        }

        await book.FinishAsync(cancellation);
    }

    private static async Task BeginSheetAsync(
        Spreadsheet book,
        int number,
        StyleId bold,
        CancellationToken cancellationToken
    )
    {
        await book.StartWorksheetAsync(
            number == 1 ? "Leads" : $"Leads {number}",
            new WorksheetOptions { FrozenRows = 1 },
            cancellationToken
        );
        await book.AddRowAsync([.. LeadExport.Header.Select(name => new Cell(name, bold))], cancellationToken);
    }

    private static Cell CellOf(object? cell, StyleId day) =>
        cell switch
        {
            int number => new Cell(number),
            double number => new Cell(number),
            decimal amount => new Cell(amount),
            DateOnly date => new Cell(date.ToDateTime(TimeOnly.MinValue), day),
            string { Length: > MaxCellLength } text => new Cell(text[..MaxCellLength]),
            _ => new Cell(cell as string),
        };

    private static async Task<LeadExport> BeginAsync(HttpContext http, LeadQueries queries, SettingStore settings)
    {
        var actor = ClaimsActor.From(http.User)!;
        return new LeadExport(
            await queries.CampaignNamesAsync(actor, http.RequestAborted),
            await queries.OwnerNamesAsync(actor, http.RequestAborted),
            (await settings.ReadAsync<CompanySettings>(http.RequestAborted)).Days
        );
    }

    private static IAsyncEnumerable<LeadRow> RowsAsync(HttpContext http, LeadQueries queries) =>
        queries.StreamAsync(
            ClaimsActor.From(http.User)!,
            LeadFilter.Parse("http://localhost/leads" + http.Request.QueryString),
            http.RequestAborted
        );
}
