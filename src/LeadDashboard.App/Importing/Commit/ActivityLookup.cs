using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Activities that a chunk of rows may mean.</summary>
internal sealed class ActivityLookup(int? batchId, bool isTrial)
{
    private readonly Dictionary<(int LeadId, ActivityKind Kind, DateTime OccurredUtc), List<Activity>> _byTime = [];
    private readonly Dictionary<(int LeadId, ActivityKind Kind, string ExternalId), List<Activity>> _byId = [];

    /// <summary>Only for a trial: what the chunks before would have stored.</summary>
    private readonly HashSet<int> _imagined = [];

    /// <summary>Reads all activities of these leads, and forgets those of the chunk before.</summary>
    public async Task LoadAsync(LeadContext database, IEnumerable<int> leadIds, CancellationToken cancellationToken)
    {
        _byTime.Clear();
        _byId.Clear();
        var ids = leadIds.Distinct().ToArray();
        foreach (
            var activity in await database
                .Activities.AsNoTracking()
                .Where(activity => EF.Parameter(ids).Contains(activity.LeadId))
                .OrderBy(activity => activity.Id)
                .ToListAsync(cancellationToken)
        )
        {
            Add(activity);
        }
    }

    /// <summary>An activity as a row of this chunk left it: later rows may mean it.</summary>
    public void Add(Activity activity)
    {
        Add(_byTime, (activity.LeadId, activity.Kind, activity.OccurredUtc), activity);
        if (activity.ExternalId is { } id)
        {
            Add(_byId, (activity.LeadId, activity.Kind, id), activity);
        }
    }

    /// <summary>
    /// The activity with this id of the lead; without an id the one of this kind, instant and subject, where nothing
    /// that the row says is different. Rows of the same file are the same only if they say the same: two calls of one
    /// day stay two, and so do two answers of one survey.
    /// </summary>
    public Activity? Find(Activity said)
    {
        List<Activity> named = said.ExternalId is { } id
            ? _byId.GetValueOrDefault((said.LeadId, said.Kind, id)) ?? []
            : [];
        var same = _byTime.GetValueOrDefault((said.LeadId, said.Kind, said.OccurredUtc)) ?? [];
        return named.Find(known => IsSame(known, said))
            ?? (named is [{ } only] && !IsOfThisImport(only) ? only : null)
            ?? (named.Count == 0 ? same.Find(known => IsSame(known, said)) : null);
    }

    /// <summary>Whether a row changes the activity that it means.</summary>
    public static bool SaysMore(Activity known, Activity said)
    {
        var now = ActivitySnapshot.Fields.Read(known);
        return ActivitySnapshot
            .Fields.Read(said)
            .Any(field => field.Value is not null && !Equals(field.Value, now[field.Key]));
    }

    /// <summary>In a trial: whether an earlier chunk would have created the activity; remembers it.</summary>
    public bool IsImagined(Activity said)
    {
        if (!isTrial)
        {
            return false;
        }

        var hash = new HashCode();
        hash.Add(said.LeadId);
        hash.Add(said.Kind);
        foreach (var field in ActivitySnapshot.Fields.Read(said))
        {
            hash.Add(field.Value, StringComparer.Ordinal);
        }

        return !_imagined.Add(hash.ToHashCode());
    }

    private bool IsSame(Activity known, Activity said)
    {
        var isStrict = IsOfThisImport(known);
        var now = ActivitySnapshot.Fields.Read(known);
        return Equals(known.Detail, said.Detail)
            && ActivitySnapshot
                .Fields.Read(said)
                .All(field =>
                    Equals(field.Value, now[field.Key])
                    || (!isStrict && (field.Value is null || now[field.Key] is null))
                );
    }

    private bool IsOfThisImport(Activity known) => batchId is not null && known.ImportBatchId == batchId;

    private static bool Equals(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);

    private static void Add<TKey>(Dictionary<TKey, List<Activity>> index, TKey key, Activity activity)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var same))
        {
            index[key] = same = [];
        }

        if (!same.Contains(activity))
        {
            same.Add(activity);
        }
    }
}
