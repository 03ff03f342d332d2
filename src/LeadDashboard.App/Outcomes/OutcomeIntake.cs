using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Outcomes;

/// <summary>An outcome as another program reports it.</summary>
/// <param name="Lead">The id of a lead, its external id or key, or its e-mail.</param>
/// <param name="Entry">How the lead ended.</param>
/// <param name="ClosedUtc">When it was decided; null = now.</param>
public sealed record OutcomeReport(string Lead, OutcomeEntry Entry, DateTime? ClosedUtc);

/// <summary>A recorded outcome.</summary>
/// <param name="Id">Of the outcome.</param>
/// <param name="LeadId">The lead that it closed.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Amount">What is counted as its revenue.</param>
/// <param name="Reason">As given, trimmed.</param>
/// <param name="ClosedUtc">When it was decided.</param>
/// <param name="RecordedUtc">When it reached us.</param>
public sealed record OutcomeReceipt(
    int Id,
    int LeadId,
    OutcomeKind Kind,
    decimal? Amount,
    string? Reason,
    DateTime ClosedUtc,
    DateTime RecordedUtc
);

/// <summary>The receipt, and whether an earlier request with the same key had it recorded.</summary>
public sealed record OutcomeAnswer(OutcomeReceipt Receipt, bool IsReplay);

/// <summary>
/// Outcomes from other programs: finds the lead, then follows the rules of <see cref="OutcomeService"/>. A request with
/// a key of its own is recorded once: key and outcome are one transaction, so neither a kill nor a second sender at the
/// same time records it again.
/// </summary>
public sealed class OutcomeIntake(OutcomeService outcomes, IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>The longest key of a request.</summary>
    public const int MaxKeyLength = 200;

    private const int Created = 201;
    private const int MaxLeadLength = 400;

    /// <summary>Clocks of other programs may be ahead of ours by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Keys older than this are forgotten; who repeats a request that late sends a new one.</summary>
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(30);

    /// <summary>Records the outcome, or finds the one that the same request recorded before.</summary>
    /// <param name="requestKey">Null = every request is a new one.</param>
    public async Task<Result<OutcomeAnswer>> RecordAsync(
        OutcomeReport report,
        string? requestKey,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.RecordOutcomes);
        if (requestKey is { Length: 0 or > MaxKeyLength } || requestKey?.Any(char.IsControl) == true)
        {
            return OutcomeIntakeErrors.RequestKey;
        }

        if (Refusal(report) is { } refusal)
        {
            return refusal;
        }

        var key = requestKey is null
            ? null
            : new IdempotencyKey
            {
                Scope = "outcomes " + actor.UserId,
                Key = requestKey,
                RequestHash = HashOf(report),
                StatusCode = Created,
                CreatedUtc = time.GetUtcNow().UtcDateTime,
            };
        return await FindReplayAsync(key, cancellationToken)
            ?? await RecordNewAsync(report, key, actor, cancellationToken)
            ?? await FindReplayAsync(key, cancellationToken)
            ?? throw new InvalidOperationException($"The key {requestKey} is taken, and nothing is recorded under it.");
    }

    private Error? Refusal(OutcomeReport report)
    {
        var latestUtc = time.GetUtcNow().UtcDateTime + ClockSkew;
        return !Enum.IsDefined(report.Entry.Kind) ? OutcomeIntakeErrors.Kind
            : string.IsNullOrWhiteSpace(report.Lead) || report.Lead.Length > MaxLeadLength ? OutcomeIntakeErrors.Lead
            : report.Lead.Any(char.IsControl) ? OutcomeIntakeErrors.Lead
            : report.ClosedUtc > latestUtc ? OutcomeIntakeErrors.InFuture
            : OutcomeService.Rules.Refusal(report.Entry);
    }

    /// <returns>null when a request with the same key was recorded at the same time.</returns>
    private async Task<Result<OutcomeAnswer>?> RecordNewAsync(
        OutcomeReport report,
        IdempotencyKey? key,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (key is not null && !await TakeAsync(context, key, cancellationToken))
        {
            return null;
        }

        // Of several leads with one address only the open one can be meant; of several open ones, none.
        var lead = await LeadFinder.FindAsync(context, report.Lead, LeadStatus.Open, cancellationToken);
        if (!lead.IsOk)
        {
            return LeadFinderErrors.IsSeveralLeads(lead.Error)
                ? OutcomeIntakeErrors.SeveralLeads
                : OutcomeErrors.NotThere;
        }

        if (report.ClosedUtc < lead.Value.CreatedUtc)
        {
            return OutcomeIntakeErrors.BeforeLead;
        }

        var result = await outcomes.ApplyAsync(
            context,
            lead.Value.Id,
            report.Entry,
            report.ClosedUtc,
            actor,
            shown: null,
            cancellationToken
        );
        if (!result.IsOk)
        {
            return result.Error;
        }

        var outcome = result.Value;
        var receipt = new OutcomeReceipt(
            outcome.Id,
            outcome.LeadId,
            outcome.Kind,
            outcome.Amount,
            outcome.Reason,
            outcome.ClosedUtc,
            outcome.RecordedUtc
        );
        if (key is not null)
        {
            key.ResponseJson = JsonSerializer.Serialize(receipt);
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new OutcomeAnswer(receipt, IsReplay: false);
    }

    /// <summary>
    /// Takes the key before anything else: a second sender waits for the first and then finds it taken.
    /// </summary>
    private async Task<bool> TakeAsync(LeadContext context, IdempotencyKey key, CancellationToken cancellationToken)
    {
        var oldestUtc = time.GetUtcNow().UtcDateTime - KeyLife;
        await context.IdempotencyKeys.Where(old => old.CreatedUtc < oldestUtc).ExecuteDeleteAsync(cancellationToken);
        context.IdempotencyKeys.Add(key);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private async Task<Result<OutcomeAnswer>?> FindReplayAsync(IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await context
            .IdempotencyKeys.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Scope == key.Scope && row.Key == key.Key, cancellationToken);
        if (known is null)
        {
            return null;
        }

        return string.Equals(known.RequestHash, key.RequestHash, StringComparison.Ordinal)
            ? new OutcomeAnswer(JsonSerializer.Deserialize<OutcomeReceipt>(known.ResponseJson)!, IsReplay: true)
            : OutcomeIntakeErrors.KeyReused;
    }

    /// <summary>Of the fields in this order: keys that were stored before have it, too.</summary>
    private static string HashOf(OutcomeReport report)
    {
        var (kind, amount, reason) = report.Entry;
        var fields = new
        {
            report.Lead,
            Kind = kind,
            Amount = amount,
            Reason = reason,
            report.ClosedUtc,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(fields))));
    }
}

/// <summary>Expected refusals of outcomes that other programs report.</summary>
public static class OutcomeIntakeErrors
{
    public static Error Kind { get; } = new("api.outcome-kind");

    public static Error Lead { get; } = new("api.outcome-lead");

    public static Error InFuture { get; } = new("api.outcome-in-future");

    public static Error BeforeLead { get; } = new("api.outcome-before-lead");

    public static Error SeveralLeads { get; } = new("api.several-leads");

    public static Error RequestKey { get; } = new("api.request-key");

    public static Error KeyReused { get; } = new("api.request-key-reused");
}
