using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// How long something took, in minutes: "00:12:30", "12 min", "1 h 5 min", "PT12M30S", "12分30秒", and plain numbers in
/// the unit that their column names.
/// </summary>
internal static partial class DurationText
{
    private static readonly (decimal Minutes, string[] Words)[] Units =
    [
        (1m / 60_000, ["ms", "msec", "millis", "millisecond", "milliseconds", "millisekunden", "毫秒"]),
        (1m / 60, ["s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "秒", "秒钟"]),
        (1, ["m", "min", "mins", "minute", "minutes", "minuten", "分", "分钟"]),
        (60, ["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "小时", "时"]),
        (1_440, ["d", "day", "days", "tag", "tage", "天"]),
    ];

    private static readonly Dictionary<string, decimal> MinutesOf = Units
        .SelectMany(unit => unit.Words.Select(word => (word, unit.Minutes)))
        .ToDictionary(pair => pair.word, pair => pair.Minutes, StringComparer.Ordinal);

    /// <param name="header">Of the column, which may name the unit; minutes where nothing does.</param>
    /// <param name="minutes">0 or more, two decimals.</param>
    public static bool TryReadMinutes(string text, string header, char decimalSeparator, out decimal minutes)
    {
        var isRead =
            TryReadClock(text, header, out minutes)
            || TryReadIso(text, out minutes)
            || TryReadNumber(text, header, decimalSeparator, out minutes)
            || TryReadWords(text, decimalSeparator, out minutes);
        minutes = Math.Round(minutes, 2, MidpointRounding.AwayFromZero);
        return isRead && minutes >= 0;
    }

    /// <summary>
    /// "00:12:30"; of two parts the column says what they are, else they are hours and minutes, and of a call minutes
    /// and seconds.
    /// </summary>
    private static bool TryReadClock(string text, string header, out decimal minutes)
    {
        minutes = 0;
        if (Clock().Match(text) is not { Success: true } match)
        {
            return false;
        }

        var parts = match.Groups["part"].Captures.Select(part => Number(part.Value)).ToList();
        var words = HeaderWords.Split(header);
        var isMinutesFirst =
            parts.Count == 2
            && !words.Contains("hh", StringComparer.Ordinal)
            && (words.Contains("mm", StringComparer.Ordinal) || IsOfCall(header) || parts[0] > 23);
        var (hours, whole, seconds) = parts switch
        {
            [var h, var m, var s] => (h, m, s),
            [var m, var s] when isMinutesFirst => (0, m, s),
            _ => (parts[0], parts[1], 0),
        };
        minutes = (hours * 60) + whole + (seconds / 60);
        return true;
    }

    private static bool TryReadIso(string text, out decimal minutes)
    {
        minutes = 0;
        if (!text.StartsWith('P'))
        {
            return false;
        }

        try
        {
            minutes = (decimal)XmlConvert.ToTimeSpan(text).TotalMinutes;
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryReadNumber(string text, string header, char decimalSeparator, out decimal minutes)
    {
        minutes = 0;
        if (
            !NumberText.TryNormalize(text, decimalSeparator, out var plain)
            || !decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || Math.Abs(number) > 1_000_000_000_000m
        )
        {
            return false;
        }

        minutes = number * UnitOf(header);
        return true;
    }

    /// <summary>HubSpot's field holds milliseconds, and "Call Duration" of Salesforce seconds.</summary>
    private static decimal UnitOf(string header)
    {
        foreach (var word in HeaderWords.Split(header))
        {
            if (MinutesOf.TryGetValue(word, out var minutes))
            {
                return minutes;
            }
        }

        var name = HeaderWords.Normalize(header);
        return name == "hscallduration" ? MinutesOf["ms"]
            : name == "callduration" ? MinutesOf["s"]
            : Units
                .Where(unit => unit.Words.Any(word => word[0] > 0x7F && name.EndsWith(word, StringComparison.Ordinal)))
                .Select(unit => unit.Minutes)
                .FirstOrDefault(1);
    }

    private static bool TryReadWords(string text, char decimalSeparator, out decimal minutes)
    {
        minutes = 0;
        var at = 0;
        foreach (Match part in WithUnit().Matches(text))
        {
            if (
                part.Index != at
                || !MinutesOf.TryGetValue(part.Groups["unit"].Value.ToLowerInvariant(), out var unit)
                || !NumberText.TryNormalize(part.Groups["number"].Value, decimalSeparator, out var number)
            )
            {
                return false;
            }

            minutes += Number(number) * unit;
            at += part.Length;
        }

        return at > 0 && at == text.Length;
    }

    private static bool IsOfCall(string header) =>
        ActivityWords.KindOfHeaders([header]) == Activities.ActivityKind.Call;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^((?<part>\d{1,5}):){1,2}(?<part>[0-5]?\d(\.\d{1,6})?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<number>\d{1,9}([.,]\d{1,6})?)\s*(?<unit>\p{L}+)\.?[\s,]*", RegexOptions.ExplicitCapture)]
    private static partial Regex WithUnit();
}
