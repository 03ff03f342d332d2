using System.Globalization;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>The time of day behind a date.</summary>
internal static class TimeText
{
    private static readonly (string Word, bool IsAfternoon)[] Halves =
    [
        ("PM", true),
        ("AM", false),
        ("下午", true),
        ("上午", false),
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
                time = at == 0 ? time[word.Length..].Trim() : time[..at].TrimEnd();
                break;
            }
        }

        time = TrimZone(time, ref offset);
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
        if (time.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            offset = TimeSpan.Zero;
            return time[..^1].TrimEnd();
        }

        if (
            time.EndsWith("UTC", StringComparison.OrdinalIgnoreCase)
            || time.EndsWith("GMT", StringComparison.OrdinalIgnoreCase)
        )
        {
            offset = TimeSpan.Zero;
            return time[..^3].TrimEnd();
        }

        var sign = time.LastIndexOfAny('+', '-');
        if (sign > 3)
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

            if (length is 2 or 4)
            {
                var minutes = (DateText.Number(digits[..2]) * 60) + (length == 4 ? DateText.Number(digits[2..]) : 0);
                offset = TimeSpan.FromMinutes(time[sign] == '-' ? -minutes : minutes);
                return time[..sign].TrimEnd();
            }
        }

        return time;
    }
}
