using System.Threading.Channels;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>Leads whose stored score is out of date because something happened to them.</summary>
public sealed class RescoreQueue(Rescorer rescorer, IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>At most so many leads are taken up again at a start; a full scoring covers the rest.</summary>
    private const int MaxMissed = 10_000;

    private readonly Channel<int> _waiting = Channel.CreateUnbounded<int>();
    private readonly Lock _lock = new();
    private Action<IReadOnlyCollection<int>>? _scored;

    /// <summary>To be called after the change has been committed.</summary>
    public void Add(int leadId) => _waiting.Writer.TryWrite(leadId);

    /// <summary>Tells which leads have got a new score, until the result is disposed.</summary>
    public IDisposable Subscribe(Action<IReadOnlyCollection<int>> scored)
    {
        lock (_lock)
        {
            _scored += scored;
        }

        return new Subscription(() =>
        {
            lock (_lock)
            {
                _scored -= scored;
            }
        });
    }

    /// <summary>Scores all that wait, each lead once.</summary>
    /// <returns>How many leads got a score.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<int>();
        while (_waiting.Reader.TryRead(out var id))
        {
            ids.Add(id);
        }

        int count;
        try
        {
            count = await rescorer.ScoreAsync(ids, cancellationToken);
        }
        catch
        {
            foreach (var id in ids)
            {
                Add(id);
            }

            throw;
        }

        Action<IReadOnlyCollection<int>>? scored;
        lock (_lock)
        {
            scored = _scored;
        }

        if (ids.Count > 0)
        {
            scored?.Invoke(ids);
        }

        return count;
    }

    /// <summary>
    /// Queues the leads that had an activity after their score: the program ended before it was renewed.
    /// </summary>
    public async Task AddMissedAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var missed = await context
            .Leads.Where(lead =>
                lead.Status == LeadStatus.Open
                && lead.ScoredUtc != null
                && lead.LastActivityUtc > lead.ScoredUtc
                && lead.LastActivityUtc <= nowUtc
            )
            .OrderByDescending(lead => lead.LastActivityUtc)
            .Select(lead => lead.Id)
            .Take(MaxMissed)
            .ToListAsync(cancellationToken);
        foreach (var id in missed)
        {
            Add(id);
        }
    }

    internal ValueTask<bool> WaitAsync(CancellationToken cancellationToken) =>
        _waiting.Reader.WaitToReadAsync(cancellationToken);

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
