using System.Globalization;
using LeadDashboard.App.Access;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LeadDashboard.Api.Browser;

/// <summary>What an upload became: the id of its batch, or why it was refused.</summary>
internal sealed record UploadAnswer(int? Id, string? Error);

/// <summary>Uploads, and what an import did not take.</summary>
internal static class ImportEndpoints
{
    /// <summary>
    /// Bytes before the part that comes, and those that are here. A request from another site cannot carry it without
    /// asking first, so it stands in for an antiforgery token. Source: draft-ietf-httpbis-resumable-upload.
    /// </summary>
    private const string OffsetHeader = "Upload-Offset";

    public static void MapImporting(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/imports").RequireAuthorization(nameof(Permission.ImportData));
        imports.MapMethods("/upload/{id:guid}", [HttpMethods.Head], Offset);
        imports.MapPatch("/upload/{id:guid}", AppendAsync);
        imports.MapDelete("/upload/{id:guid}", RemoveAsync);
        imports.MapGet("/templates/{kind}.csv", TemplateAsync);
        imports.MapGet(
            "/{batchId:int}/rejected.csv",
            (int batchId, HttpContext http, ImportQueries queries) => RejectedAsync(batchId, "rejected", http, queries)
        );
        imports.MapGet(
            "/{batchId:int}/left-out.csv",
            (int batchId, HttpContext http, ImportQueries queries) => RejectedAsync(batchId, "left-out", http, queries)
        );
    }

    /// <summary>How much of the file is here.</summary>
    private static Ok Offset(HttpContext http, Guid id, ResumableUploads uploads)
    {
        Tell(http, uploads.OffsetOf(id, ClaimsActor.From(http.User)!));
        return TypedResults.Ok();
    }

    /// <summary>
    /// The body is the file itself from the offset on: streamed to disk, never held in memory. HTTP is ten times faster
    /// than the circuit. Where it is not complete after that, the answer is 409 with the offset to go on from.
    /// </summary>
    private static async Task<Results<JsonHttpResult<UploadAnswer>, BadRequest, Conflict>> AppendAsync(
        HttpContext http,
        Guid id,
        long size,
        string? name,
        ImportKind? kind,
        ResumableUploads uploads
    )
    {
        if (!long.TryParse(http.Request.Headers[OffsetHeader], CultureInfo.InvariantCulture, out var offset))
        {
            return TypedResults.BadRequest();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var actor = ClaimsActor.From(http.User)!;
        var part = new UploadPart(id, offset, size, name ?? "upload", kind);
        if (await uploads.AppendAsync(part, http.Request.Body, actor, http.RequestAborted) is not { } result)
        {
            Tell(http, uploads.OffsetOf(id, actor));
            return TypedResults.Conflict();
        }

        return result.IsOk
            ? TypedResults.Json(new UploadAnswer(result.Value.Id, null))
            : TypedResults.Json(
                new UploadAnswer(null, MessageTexts.Say(result.Error)),
                statusCode: StatusCodes.Status422UnprocessableEntity
            );
    }

    private static async Task<Results<NoContent, Conflict>> RemoveAsync(
        HttpContext http,
        Guid id,
        ResumableUploads uploads
    ) =>
        await uploads.TryRemoveAsync(id, ClaimsActor.From(http.User)!, http.RequestAborted)
            ? TypedResults.NoContent()
            : TypedResults.Conflict();

    /// <summary>An empty form of a kind of file, in the language of the reader.</summary>
    private static async Task<Results<EmptyHttpResult, NotFound>> TemplateAsync(string kind, HttpContext http)
    {
        if (!Enum.TryParse<ImportKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            return TypedResults.NotFound();
        }

        Download.Begin(http, $"{known.ToString().ToLowerInvariant()}-template.csv", Download.Csv);
        await TemplateCsv.WriteAsync(http.Response.Body, known, CultureInfo.CurrentUICulture, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static void Tell(HttpContext http, long offset) =>
        http.Response.Headers[OffsetHeader] = offset.ToString(CultureInfo.InvariantCulture);

    private static async Task<Results<EmptyHttpResult, NotFound>> RejectedAsync(
        int batchId,
        string name,
        HttpContext http,
        ImportQueries queries
    )
    {
        var actor = ClaimsActor.From(http.User)!;
        if (await queries.FindAsync(actor, batchId, http.RequestAborted) is not { } batch)
        {
            return TypedResults.NotFound();
        }

        var isKept = name == "left-out";
        var header =
            batch.MapJson is null || isKept
                ? []
                : ColumnMap.FromJson(batch.MapJson).Columns.Select(column => column.Header).ToArray();
        Download.Begin(http, string.Create(CultureInfo.InvariantCulture, $"{name}-{batchId}.csv"), Download.Csv);
        await RejectedRowsCsv.WriteAsync(
            http.Response.Body,
            header,
            queries.StreamRejectedAsync(actor, batchId, isKept, http.RequestAborted),
            said => MessageTexts.Say(said),
            http.RequestAborted
        );
        return TypedResults.Empty;
    }
}
