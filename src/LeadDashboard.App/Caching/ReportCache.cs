using System.Globalization;
using LeadDashboard.App.Events;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;

namespace LeadDashboard.App.Caching;

/// <summary>
/// Keeps small read models that take long to compute, for all circuits of this process together. Never rows of leads,
/// and never a model: what is above a megabyte would be dropped without a word.
/// </summary>
/// <remarks>
/// The key holds everything that a report depends on, so that a change is seen by the next reader on every node; an
/// event empties the cache, and an entry lives a minute at most.
/// </remarks>
public sealed class ReportCache : IDisposable
{
    private const string Tag = "reports";

    private static readonly HybridCacheEntryOptions Options = new()
    {
        Expiration = TimeSpan.FromMinutes(1),
        LocalCacheExpiration = TimeSpan.FromMinutes(1),
    };

    private readonly HybridCache _cache;
    private readonly IDbContextFactory<LeadContext> _contexts;
    private readonly IDisposable _events;

    public ReportCache(HybridCache cache, IDbContextFactory<LeadContext> contexts, EventHub hub)
    {
        (_cache, _contexts) = (cache, contexts);
        _events = hub.Subscribe(null, _ => Empty());
    }

    /// <param name="name">Of the report, once in the program.</param>
    /// <param name="scope">Whose rows it counts, and in which time zone.</param>
    /// <param name="make">Computes it; runs once for all who ask meanwhile, also when one of them leaves.</param>
    /// <param name="cancellationToken">Of the one who asks.</param>
    public async Task<T> GetAsync<T>(
        string name,
        ReportScope scope,
        Func<CancellationToken, Task<T>> make,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var version = await VersionAsync(cancellationToken);
        return await _cache.GetOrCreateAsync(
            $"{name}/{scope.Rows}/{scope.TimeZone}/{version}",
            make,
            static async (factory, token) => await factory(token),
            Options,
            [Tag],
            cancellationToken
        );
    }

    public void Dispose() => _events.Dispose();

    private void Empty() => _ = _cache.RemoveByTagAsync(Tag).AsTask();

    /// <summary>Newest event, outcome, job and ended job, and the model that serves: look-ups in an index.</summary>
    private async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var sequence = await context.OutboxEvents.MaxAsync(entry => (long?)entry.Sequence, cancellationToken);
        var outcome = await context.Outcomes.MaxAsync(entry => (int?)entry.Id, cancellationToken);
        var begun = await context.Jobs.MaxAsync(job => (int?)job.Id, cancellationToken);
        var ended = await context.Jobs.MaxAsync(job => job.FinishedUtc, cancellationToken);
        var model = await context
            .ModelVersions.Where(version => version.Status == ModelStatus.Champion)
            .Select(version => (int?)version.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sequence ?? 0}-{outcome ?? 0}-{begun ?? 0}-{ended?.Ticks ?? 0}-{model ?? 0}"
        );
    }
}

/// <summary>What a report depends on beside the data.</summary>
/// <param name="Rows">Whose leads it counts: "all", or a name of the scope of the actor.</param>
/// <param name="TimeZone">In which its days begin.</param>
public sealed record ReportScope(string Rows, string TimeZone)
{
    /// <summary>The whole company, days in UTC.</summary>
    public static ReportScope Company { get; } = new("all", "UTC");
}
