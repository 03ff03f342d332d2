using System.Globalization;
using System.Text;
using LeadDashboard.App.Access;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.Api.Browser;

/// <summary>The list of leads as a file.</summary>
internal static class LeadEndpoints
{
    private static readonly string[] Header =
    [
        "Id",
        "Name",
        "Email",
        "Company",
        "Score",
        "Segment",
        "Top reason",
        "Value",
        "Source",
        "Campaign",
        "Owner",
        "Created",
        "Last activity",
        "Status",
    ];

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/leads").RequireAuthorization(nameof(Permission.ViewLeads));
        leads.MapGet("/export.csv", ExportAsync);
    }

    /// <summary>
    /// Exactly the rows and the order of the list; cells that a spreadsheet would run as a formula are defused. Days
    /// are days of the company, as those of the filter are: whoever opens the file sees the same ones.
    /// </summary>
    private static async Task ExportAsync(HttpContext http, LeadQueries queries, SettingStore settings)
    {
        var days = (await settings.ReadAsync<CompanySettings>(http.RequestAborted)).Days;
        var actor = ClaimsActor.From(http.User)!;
        var filter = LeadFilter.Parse("http://localhost/leads" + http.Request.QueryString);
        var campaigns = await queries.CampaignNamesAsync(actor, http.RequestAborted);
        var owners = await queries.OwnerNamesAsync(actor, http.RequestAborted);
        Download.Begin(http, "leads.csv");
        await using var writer = new StreamWriter(
            http.Response.Body,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            64 * 1024
        );
        await WriteAsync(writer, Header);
        await foreach (var lead in queries.StreamAsync(actor, filter, http.RequestAborted))
        {
            await WriteAsync(
                writer,
                [
                    lead.Id.ToString(CultureInfo.InvariantCulture),
                    lead.Name,
                    lead.Email ?? "",
                    lead.Company ?? "",
                    lead.Probability is { } p ? (p * 100).ToString("0.0", CultureInfo.InvariantCulture) : "",
                    lead.Segment?.ToString() ?? "",
                    lead.Reasons is [var top, ..] ? $"{top.Feature}: {top.Value}" : "",
                    lead.ValueAmount?.ToString(CultureInfo.InvariantCulture) ?? "",
                    lead.Source ?? "",
                    lead.CampaignId is { } id ? campaigns.GetValueOrDefault(id) ?? "" : "",
                    lead.OwnerId is { } owner ? owners.GetValueOrDefault(owner) ?? "" : lead.OwnerText ?? "",
                    Day(lead.CreatedUtc, days),
                    lead.LastActivityUtc is { } activity ? Day(activity, days) : "",
                    lead.Status.ToString(),
                ]
            );
        }
    }

    private static string Day(DateTime utc, ZoneDays days) =>
        days.DayOf(utc).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Task WriteAsync(StreamWriter writer, IEnumerable<string> cells) =>
        writer.WriteAsync(SafeCsv.Line(cells) + "\r\n");
}
