using System.ComponentModel;
using System.Globalization;
using LeadDashboard.Api.Access;
using LeadDashboard.App.Access;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LeadDashboard.Api.Outcomes;

/// <summary>An outcome to record.</summary>
internal sealed record OutcomeRequest
{
    [Description("The id of the lead, its external id or key, or its e-mail.")]
    public string? Lead { get; init; }

    [Description("How the lead ended: won, lost, disqualified, passed (handed to a partner) or sold.")]
    public string? Kind { get; init; }

    [Description("Revenue of a won deal (default: the expected value), or the price of a sold lead; 0 or more.")]
    public decimal? Amount { get; init; }

    [Description("At most 500 characters.")]
    public string? Reason { get; init; }

    [Description("When it was decided, with offset or Z; left out, now.")]
    public DateTimeOffset? ClosedUtc { get; init; }
}

/// <summary>A recorded outcome.</summary>
internal sealed record OutcomeResponse(
    int Id,
    int LeadId,
    string Kind,
    decimal? Amount,
    string? Reason,
    DateTime ClosedUtc,
    DateTime RecordedUtc
);

/// <summary>Outcomes from other programs.</summary>
internal static class OutcomeEndpoints
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void MapOutcomes(this IEndpointRouteBuilder api)
    {
        var outcomes = api.MapGroup("/outcomes").RequireAuthorization(PublicApi.PolicyOf(ApiScopes.Outcomes));
        outcomes
            .MapPost("", RecordAsync)
            .WithName("RecordOutcome")
            .WithSummary("Closes an open lead")
            .WithDescription(
                "Answers 201 with the outcome; 200 when the same Idempotency-Key recorded it before. Refusals are "
                    + "problem details with a stable key and a text in the language of Accept-Language."
            )
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<Results<Created<OutcomeResponse>, Ok<OutcomeResponse>, ProblemHttpResult>> RecordAsync(
        OutcomeRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? requestKey,
        HttpContext http,
        OutcomeIntake intake
    )
    {
        if (!TryKind(request.Kind, out var kind))
        {
            return Problems.Create(StatusCodes.Status422UnprocessableEntity, OutcomeIntakeErrors.Kind);
        }

        var result = await intake.RecordAsync(
            new OutcomeReport(
                request.Lead ?? "",
                new OutcomeEntry(kind, request.Amount, request.Reason),
                request.ClosedUtc?.UtcDateTime
            ),
            requestKey,
            ApiKeyAuthentication.ActorOf(http.User),
            http.RequestAborted
        );
        if (!result.IsOk)
        {
            return Problems.Create(StatusOf(result.Error), result.Error);
        }

        var receipt = result.Value.Receipt;
        var response = new OutcomeResponse(
            receipt.Id,
            receipt.LeadId,
            receipt.Kind.ToString().ToLowerInvariant(),
            receipt.Amount,
            receipt.Reason,
            receipt.ClosedUtc,
            receipt.RecordedUtc
        );
        return result.Value.IsReplay
            ? TypedResults.Ok(response)
            : TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/leads/{receipt.LeadId}"), response);
    }

    /// <summary>The name of a kind; a number would parse too, and is none.</summary>
    private static bool TryKind(string? text, out OutcomeKind kind) =>
        Enum.TryParse(text, ignoreCase: true, out kind)
        && string.Equals(kind.ToString(), text, StringComparison.OrdinalIgnoreCase);

    private static int StatusOf(Error error) =>
        error.Code == OutcomeErrors.NotThere.Code ? StatusCodes.Status404NotFound
        : error.Code == OutcomeErrors.AlreadyClosed.Code || error.Code == OutcomeIntakeErrors.SeveralLeads.Code
            ? StatusCodes.Status409Conflict
        : StatusCodes.Status422UnprocessableEntity;
}
