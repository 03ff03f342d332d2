using System.Globalization;
using LeadDashboard.App.Access;
using LeadDashboard.App.Importing;
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
    /// A request from another site cannot carry it without asking first, so it stands in for an antiforgery token.
    /// </summary>
    private const string GuardHeader = "X-Leads-Upload";

    public static void MapImporting(this IEndpointRouteBuilder routes)
    {
        var imports = routes.MapGroup("/imports").RequireAuthorization(nameof(Permission.ImportData));
        imports.MapPost("/upload", UploadAsync);
        imports.MapGet(
            "/{batchId:int}/rejected.csv",
            (int batchId, HttpContext http, ImportQueries queries) => RejectedAsync(batchId, "rejected", http, queries)
        );
        imports.MapGet(
            "/{batchId:int}/left-out.csv",
            (int batchId, HttpContext http, ImportQueries queries) => RejectedAsync(batchId, "left-out", http, queries)
        );
    }

    /// <summary>
    /// The body is the file itself: streamed to disk, never held in memory. HTTP is ten times faster than the circuit.
    /// </summary>
    private static async Task<Results<JsonHttpResult<UploadAnswer>, BadRequest>> UploadAsync(
        HttpContext http,
        string? name,
        ImportKind? kind,
        ImportService imports
    )
    {
        if (!http.Request.Headers.ContainsKey(GuardHeader))
        {
            return TypedResults.BadRequest();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var result = await imports.StageAsync(
            http.Request.Body,
            name ?? "upload",
            kind,
            ClaimsActor.From(http.User)!,
            http.RequestAborted
        );
        return result.IsOk
            ? TypedResults.Json(new UploadAnswer(result.Value.Id, null))
            : TypedResults.Json(
                new UploadAnswer(null, MessageTexts.Say(result.Error)),
                statusCode: StatusCodes.Status422UnprocessableEntity
            );
    }

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
