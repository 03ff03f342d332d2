using Microsoft.Net.Http.Headers;

namespace LeadDashboard.Api.Browser;

/// <summary>A file that is written as it is read from the database.</summary>
internal static class Download
{
    public const string Csv = "text/csv; charset=utf-8";

    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>
    /// Sets the headers of a download: its kind, its name after RFC 6266, and that nobody keeps it, since it holds
    /// personal data.
    /// </summary>
    public static void Begin(HttpContext http, string fileName, string contentType)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        http.Response.ContentType = contentType;
        http.Response.Headers.ContentDisposition = disposition.ToString();
        http.Response.Headers.CacheControl = "no-store";
    }
}
