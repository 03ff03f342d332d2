using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace LeadDashboard.Core.Calendar;

/// <summary>
/// The days of a time zone as spans of time. They follow each other without a gap and never overlap, also where a clock
/// is set forward or back: a day has 23, 24 or 25 hours, and a date that a zone left out has none.
/// Invariant: StartUtc(DayOf(t)) &lt;= t &lt; StartUtc(DayOf(t) + 1).
/// </summary>
public sealed class ZoneDays : IEquatable<ZoneDays>
{
    private const int MaxIdLength = 64;

    /// <summary>More than any zone is ahead of or behind UTC.</summary>
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(15);

    private static readonly ConcurrentDictionary<string, ZoneDays> Known = new(StringComparer.Ordinal);

    /// <summary>Reads every zone of the machine: not before somebody asks.</summary>
    private static readonly Lazy<IReadOnlyList<string>> AllIds = new(() =>
        [
            "UTC",
            .. TimeZoneInfo
                .GetSystemTimeZones()
                .Where(zone => zone.HasIanaId && zone.Id.Contains('/', StringComparison.Ordinal))
                .Select(zone => zone.Id)
                .Where(id => !id.StartsWith("Etc/", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ]
    );

    private readonly TimeZoneInfo _zone;

    private ZoneDays(string id, TimeZoneInfo zone) => (Id, _zone) = (id, zone);

    public static ZoneDays Utc { get; } = new("UTC", TimeZoneInfo.Utc);

    /// <summary>The names that this machine knows, for a list to choose from; UTC comes first.</summary>
    public static IReadOnlyList<string> Ids => AllIds.Value;

    /// <summary>Name in the IANA database, such as Europe/Berlin.</summary>
    public string Id { get; }

    private bool IsUtc => ReferenceEquals(_zone, TimeZoneInfo.Utc);

    /// <summary>Null for a name that is none, or that this machine does not know.</summary>
    public static ZoneDays? Find(string? id)
    {
        if (id is null || id.Length is 0 or > MaxIdLength || !id.All(IsLetterOfId))
        {
            return null;
        }

        if (id == Utc.Id)
        {
            return Utc;
        }

        if (Known.TryGetValue(id, out var known))
        {
            return known;
        }

        return Read(id) is { } zone ? Known.GetOrAdd(id, new ZoneDays(id, zone)) : null;
    }

    /// <summary>The zone of a stored name; UTC where the machine does not know it (any more).</summary>
    public static ZoneDays FindOrUtc(string? id) => Find(id) ?? Utc;

    /// <summary>What a clock on the wall shows, of no kind.</summary>
    public DateTime Local(DateTime utc) =>
        IsUtc ? DateTime.SpecifyKind(utc, DateTimeKind.Unspecified) : Shift(utc, Offset(utc), DateTimeKind.Unspecified);

    /// <summary>The same with how far the clock is ahead of UTC.</summary>
    public DateTimeOffset WithOffset(DateTime utc)
    {
        var offset = Offset(utc);
        var local = Shift(utc, offset, DateTimeKind.Unspecified);
        return local - offset == DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)
            ? new DateTimeOffset(local, offset)
            : new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
    }

    /// <summary>The day that an instant belongs to.</summary>
    public DateOnly DayOf(DateTime utc)
    {
        var day = DateOnly.FromDateTime(Local(utc));

        // A clock that is set back over midnight shows the day before once more.
        return day < DateOnly.MaxValue && utc >= StartUtc(day.AddDays(1)) ? day.AddDays(1)
            : day > DateOnly.MinValue && utc < StartUtc(day) ? day.AddDays(-1)
            : day;
    }

    /// <summary>The first instant of a day, in UTC; the first and the last of the calendar are cut off.</summary>
    public DateTime StartUtc(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        if (IsUtc)
        {
            return midnight;
        }

        var likely = Shift(midnight, -Offset(Shift(midnight, -Offset(midnight), DateTimeKind.Utc)), DateTimeKind.Utc);
        return
            likely > DateTime.MinValue
            && Local(likely).Date == midnight.Date
            && Local(likely.AddTicks(-1)) < midnight
            && Local(likely) == midnight
            ? likely
            : FirstOf(midnight);
    }

    /// <summary>
    /// The instant at which a clock on the wall shows a time. One that the clock skips counts from before it is set
    /// forward; of one that it shows twice the first counts.
    /// </summary>
    public DateTime ToUtc(DateTime local)
    {
        var face = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        if (IsUtc)
        {
            return face;
        }

        var before = Shift(face, -Offset(Shift(face, -MaxOffset, DateTimeKind.Utc)), DateTimeKind.Utc);
        return Local(before) == DateTime.SpecifyKind(local, DateTimeKind.Unspecified) ? before : Later(face, before);
    }

    public bool Equals(ZoneDays? other) => other is not null && other.Id == Id;

    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ZoneDays);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    public override string ToString() => Id;

    /// <summary>Midnight is skipped or shown twice: the earliest instant whose clock shows the day.</summary>
    private DateTime FirstOf(DateTime midnight)
    {
        long low = Shift(midnight, -MaxOffset, DateTimeKind.Utc).Ticks,
            high = Shift(midnight, MaxOffset, DateTimeKind.Utc).Ticks;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Local(new DateTime(middle, DateTimeKind.Utc)) >= midnight)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return new DateTime(high, DateTimeKind.Utc);
    }

    /// <summary>The offset after the change, where it makes the clock show the time; else the one before.</summary>
    private DateTime Later(DateTime face, DateTime before)
    {
        var after = Shift(face, -Offset(Shift(face, MaxOffset, DateTimeKind.Utc)), DateTimeKind.Utc);
        return Local(after) == DateTime.SpecifyKind(face, DateTimeKind.Unspecified) ? after : before;
    }

    private TimeSpan Offset(DateTime utc) => _zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private static DateTime Shift(DateTime instant, TimeSpan by, DateTimeKind kind) =>
        new(Math.Clamp(instant.Ticks + by.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), kind);

    /// <summary>
    /// Browsers name some zones as they were called before (Asia/Calcutta), and machines may lack the old names: then
    /// the name of today is asked for.
    /// </summary>
    private static TimeZoneInfo? Read(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone
        : TimeZoneInfo.TryConvertIanaIdToWindowsId(id, out var windows)
        && TimeZoneInfo.TryConvertWindowsIdToIanaId(windows, out var today)
        && TimeZoneInfo.TryFindSystemTimeZoneById(today, out zone)
            ? zone
        : null;

    private static bool IsLetterOfId(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+';
}
