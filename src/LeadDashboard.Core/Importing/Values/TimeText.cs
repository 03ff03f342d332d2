using System.Globalization;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>The time of day behind a date.</summary>
internal static class TimeText
{
    private static readonly (string Word, bool IsAfternoon)[] Halves =
    [
        ("p.m.", true),
        ("a.m.", false),
        ("PM", true),
        ("AM", false),
        ("下午", true),
        ("上午", false),
    ];

    /// <summary>
    /// Hours ahead of UTC, longer names first. Letters that mean several zones (CST, IST) are left out: a time with
    /// them is not read.
    /// </summary>
    private static readonly (string Name, double Hours)[] Zones =
    [
        ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("AKST", -9), ("WEST", 1), ("CEST", 2), ("MESZ", 2),
        ("EEST", 3), ("UTC", 0), ("GMT", 0), ("WET", 0), ("CET", 1), ("MEZ", 1), ("EET", 2), ("MSK", 3), ("SGT", 8),
        ("HKT", 8), ("JST", 9), ("KST", 9), ("EST", -5), ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6),
        ("PST", -8), ("PDT", -7), ("HST", -10),
    ];

    /// <summary>
    /// "10:20", "10:20:30.5", "1:05 PM", each with an optional zone; <paramref name="offset"/> is what the zone is
    /// ahead of UTC, null where none is named.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> time, out TimeSpan sinceMidnight, out TimeSpan? offset)
    {
        sinceMidnight = default;
        offset = null;
        if (time[0] is 'T' or 't')
        {
            time = time[1..];
        }

        var isAfternoon = false;
        var isMorning = false;
        foreach (var (word, afternoon) in Halves)
        {
            var at = time.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
            {
                isAfternoon = afternoon;
                isMorning = !afternoon;
                // "1:30 AM EST": what stands behind it is the zone.
                var behind = time[(at + word.Length)..].Trim();
                if (at > 0 && !behind.IsEmpty && !(TrimZone(behind, ref offset).IsEmpty && offset is not null))
                {
                    return false;
                }

                time = at == 0 ? behind : time[..at].TrimEnd();
                break;
            }
        }

        time = offset is null ? TrimZone(time, ref offset) : time;
        Span<Range> parts = stackalloc Range[4];
        var count = time.Split(parts, ':');
        if (
            count is < 2 or > 3
            || !int.TryParse(time[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(time[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
        )
        {
            return false;
        }

        var second = 0d;
        if (
            count == 3
            && !double.TryParse(
                time[parts[2]],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out second
            )
        )
        {
            return false;
        }

        if (hour > 24 || minute > 59 || second >= 61 || ((isAfternoon || isMorning) && hour is 0 or > 12))
        {
            return false;
        }

        hour =
            isAfternoon && hour < 12 ? hour + 12
            : isMorning && hour == 12 ? 0
            : hour;
        sinceMidnight = new TimeSpan(hour, minute, 0) + TimeSpan.FromSeconds(second);
        return true;
    }

    private static ReadOnlySpan<char> TrimZone(ReadOnlySpan<char> time, scoped ref TimeSpan? offset)
    {
        time = time.Trim();
        if (time is [.., >= '0' and <= '9' or ' ', 'Z' or 'z'] or ['Z' or 'z'])
        {
            offset = TimeSpan.Zero;
            return time[..^1].TrimEnd();
        }

        foreach (var (name, hours) in Zones)
        {
            if (time.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                offset = TimeSpan.FromHours(hours);
                return time[..^name.Length].TrimEnd();
            }
        }

        var sign = time.LastIndexOfAny('+', '-');
        if (sign > 3 || sign == 0)
        {
            var zone = time[(sign + 1)..];
            Span<char> digits = stackalloc char[4];
            var length = 0;
            foreach (var c in zone)
            {
                if (char.IsAsciiDigit(c) && length < 4)
                {
                    digits[length++] = c;
                }
                else if (c != ':')
                {
                    return time;
                }
            }

            if (length is 1 or 2 or 4)
            {
                var hours = DateText.Number(digits[..Math.Min(2, length)]);
                var minutes = (hours * 60) + (length == 4 ? DateText.Number(digits[2..]) : 0);
                offset = TimeSpan.FromMinutes(time[sign] == '-' ? -minutes : minutes);
                time = time[..sign].TrimEnd();
                return
                    time.EndsWith("UTC", StringComparison.OrdinalIgnoreCase)
                    || time.EndsWith("GMT", StringComparison.OrdinalIgnoreCase)
                    ? time[..^3].TrimEnd()
                    : time;
            }
        }

        return time;
    }
}
