using System.Collections.Concurrent;
using System.Text.Json;
using LeadDashboard.App.Events;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Settings;

/// <summary>
/// Named records of settings, kept in the database and in memory. The event of a change empties the memory of every
/// node; a few seconds at most bound what a process without a follower of events believes.
/// </summary>
public sealed class SettingStore : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (object? Value, DateTimeOffset ReadAt)> _cache = new(
        StringComparer.Ordinal
    );
    private readonly IDbContextFactory<LeadContext> _contexts;
    private readonly TimeProvider _time;
    private readonly IEnumerable<SettingKind> _kinds;
    private readonly IDisposable _changes;

    public SettingStore(
        IDbContextFactory<LeadContext> contexts,
        TimeProvider time,
        IEnumerable<SettingKind> kinds,
        EventHub hub
    )
    {
        (_contexts, _time, _kinds) = (contexts, time, kinds);
        _changes = hub.Subscribe(EventKinds.SettingsChanged, _ => _cache.Clear());
    }

    public void Dispose() => _changes.Dispose();

    /// <summary>What was saved, or null when nobody has saved this record yet.</summary>
    public async Task<T?> FindAsync<T>(CancellationToken cancellationToken = default)
        where T : class
    {
        var key = typeof(T).Name;
        if (_cache.TryGetValue(key, out var known) && _time.GetUtcNow() - known.ReadAt < Freshness)
        {
            return (T?)known.Value;
        }

        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var value = await FindAsync<T>(context, cancellationToken);
        _cache[key] = (value, _time.GetUtcNow());
        return value;
    }

    /// <summary>What was saved, or the defaults of the record.</summary>
    public async Task<T> ReadAsync<T>(CancellationToken cancellationToken = default)
        where T : class, new() => await FindAsync<T>(cancellationToken) ?? new T();

    /// <summary>
    /// The same for work inside a transaction: as the transaction sees it, and without a second connection beside it.
    /// </summary>
    public static async Task<T> ReadAsync<T>(LeadContext context, CancellationToken cancellationToken)
        where T : class, new() => await FindAsync<T>(context, cancellationToken) ?? new T();

    /// <exception cref="ArgumentException">The setting does not accept the value; the caller should have
    /// asked.</exception>
    public async Task WriteAsync<T>(T value, Actor actor, CancellationToken cancellationToken = default)
        where T : class
    {
        var declared = _kinds.FirstOrDefault(kind => kind.Record == typeof(T));
        actor.Require(declared?.Permission ?? Permission.EditSettings);
        var key = typeof(T).Name;
        if (declared?.Refusal(value) is { } reason)
        {
            throw new ArgumentException($"{key} was not saved: {reason}", nameof(value));
        }

        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var setting = await context.Settings.FirstOrDefaultAsync(candidate => candidate.Key == key, cancellationToken);
        if (setting is null)
        {
            setting = new Setting { Key = key };
            context.Settings.Add(setting);
        }

        setting.ValueJson = JsonSerializer.Serialize(value);
        setting.ChangedUtc = _time.GetUtcNow().UtcDateTime;
        setting.ChangedById = actor.UserId;
        Outbox.Add(context, EventKinds.SettingsChanged, setting.ChangedUtc, payload: new { Key = key });
        var stamp = new ChangeStamp(actor.UserId, ChangeSource.Person, "settings.change", setting.ChangedUtc, 1)
        {
            EntityKind = key,
        };
        await ChangeLog.WriteAsync(context, stamp, [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _cache[key] = (value, _time.GetUtcNow());
    }

    private static async Task<T?> FindAsync<T>(LeadContext context, CancellationToken cancellationToken)
        where T : class
    {
        var key = typeof(T).Name;
        var json = await context
            .Settings.Where(setting => setting.Key == key)
            .Select(setting => setting.ValueJson)
            .FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : JsonSerializer.Deserialize<T>(json);
    }
}
