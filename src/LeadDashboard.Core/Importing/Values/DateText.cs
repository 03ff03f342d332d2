using System.Globalization;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// Dates and instants as files hold them. A file rarely says of which zone its times are: the zone is an input, kept
/// with the file so that imports are repeatable, and UTC where none is given. A day is its first instant.
/// </summary>
public static class DateText
{
    private static readonly DateTime SerialOrigin = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    public static bool TryParse(string text, DateOrder order, out DateTime utc) =>
        TryParse(text, order, ZoneDays.Utc, out utc);

    /// <param name="text">A cell.</param>
    /// <param name="order">What 03/04/2026 means.</param>
    /// <param name="zone">Of days and times that name none.</param>
    /// <param name="utc">The instant.</param>
    public static bool TryParse(string text, DateOrder order, ZoneDays zone, out DateTime utc)
    {
        if (!TryRead(NormalForms.AsciiDigits(text).AsSpan().Trim(), order, out var face))
        {
            utc = default;
            return false;
        }

        utc = face.Offset is { } offset ? face.Local - offset : zone.ToUtc(face.Local);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> span, DateOrder order, out Face face)
    {
        face = default;
        if (span.Length is < 6 or > 60)
        {
            return false;
        }

        return span.Length == 8 && span.IndexOfAnyExceptInRange('0', '9') < 0
            ? TryMake(Number(span[..4]), Number(span.Slice(4, 2)), Number(span[6..]), [], out face)
            : TryThreeParts(span, order, out face);
    }

    /// <summary>
    /// Day counts of spreadsheets (45292 = 2024-01-01) and seconds or milliseconds since 1970. Only for a column known
    /// to hold dates.
    /// </summary>
    public static bool TryParseSerial(string text, out DateTime utc) => TryParseSerial(text, ZoneDays.Utc, out utc);

    /// <param name="text">A cell.</param>
    /// <param name="zone">Of day counts; seconds since 1970 are of none.</param>
    /// <param name="utc">The instant.</param>
    public static bool TryParseSerial(string text, ZoneDays zone, out DateTime utc)
    {
        utc = default;
        if (
            !double.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return false;
        }

        switch (value)
        {
            case >= 10_000 and < 80_000:
                utc = zone.ToUtc(SerialOrigin.AddSeconds(Math.Round(value * 86_400)));
                return true;
            case >= 500_000_000 and < 5_000_000_000:
                utc = DateTime.UnixEpoch.AddSeconds(value);
                return true;
            case >= 500_000_000_000 and < 5_000_000_000_000:
                utc = DateTime.UnixEpoch.AddMilliseconds(value);
                return true;
            default:
                return false;
        }
    }

    /// <summary>"2026-03-01" for a day, "2026-03-01T14:30:00Z" for an instant.</summary>
    public static string Format(DateTime utc) =>
        utc.TimeOfDay == TimeSpan.Zero
            ? utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// As a clock of a zone shows it: "2026-03-01" for the start of a day, else "2026-03-01T14:30:00+01:00".
    /// </summary>
    public static string Format(DateTime utc, ZoneDays zone) =>
        zone.Equals(ZoneDays.Utc) ? Format(utc)
        : zone.Local(utc) is var local && local.TimeOfDay == TimeSpan.Zero
            ? local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : zone.WithOffset(utc).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>What a clock shows, of no zone: "2026-03-01", "2026-03-01T14:30:00".</summary>
    internal static string FormatFace(DateTime local) =>
        local.ToString(
            local.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss",
            CultureInfo.InvariantCulture
        );

    /// <summary>
    /// The first two numbers of a date like 03/04/2026, to tell day-first from month-first. False when the year comes
    /// first or a month is named.
    /// </summary>
    internal static bool TryReadAmbiguous(string text, out int first, out int second)
    {
        first = 0;
        second = 0;
        var span = NormalForms.AsciiDigits(text).AsSpan().Trim();
        if (
            span.Length < 6
            || !TryReadPart(ref span, out var a)
            || !TryReadPart(ref span, out var b)
            || !TryReadPart(ref span, out var c)
        )
        {
            return false;
        }

        if (a.Month > 0 || b.Month > 0 || a.Length > 2 || b.Length > 2 || c.Length is not (2 or 4) || c.Month > 0)
        {
            return false;
        }

        first = a.Value;
        second = b.Value;
        return first is >= 1 and <= 31 && second is >= 1 and <= 31 && (first <= 12 || second <= 12);
    }

    /// <summary>A date that can only be read in the other order: 02/15/2026 among days that come first.</summary>
    internal static bool Contradicts(string text, DateOrder order) =>
        order != DateOrder.YearFirst
        && TryReadAmbiguous(text, out var first, out var second)
        && (order == DateOrder.DayFirst ? second > 12 : first > 12);

    private static bool TryThreeParts(ReadOnlySpan<char> span, DateOrder order, out Face face)
    {
        face = default;
        span = SkipWeekday(span);
        var hasSeparators = span.IndexOfAny("/-.年") >= 0 || span.Contains(' ');
        if (
            !hasSeparators
            || !TryReadPart(ref span, out var a)
            || !TryReadPart(ref span, out var b)
            || !TryReadPart(ref span, out var c)
        )
        {
            return false;
        }

        if (a.Month > 0 && b.Month == 0 && c.Month == 0)
        {
            return TryMake(Year(c), a.Month, b.Value, span, out face);
        }

        if (b.Month > 0 && a.Month == 0 && c.Month == 0)
        {
            return a.Length == 4
                ? TryMake(a.Value, b.Month, c.Value, span, out face)
                : TryMake(Year(c), b.Month, a.Value, span, out face);
        }

        if (a.Month > 0 || b.Month > 0 || c.Month > 0)
        {
            return false;
        }

        if (a.Length == 4)
        {
            return b.Length <= 2 && c.Length <= 2 && TryMake(a.Value, b.Value, c.Value, span, out face);
        }

        if (a.Length > 2 || b.Length > 2 || c.Length is not (2 or 4))
        {
            return false;
        }

        if (order == DateOrder.YearFirst && c.Length == 2)
        {
            return TryMake(Year(a), b.Value, c.Value, span, out face);
        }

        var isMonthFirst = order == DateOrder.MonthFirst ? a.Value <= 12 : b.Value > 12;
        return TryMake(Year(c), isMonthFirst ? a.Value : b.Value, isMonthFirst ? b.Value : a.Value, span, out face);
    }

    private static ReadOnlySpan<char> SkipWeekday(ReadOnlySpan<char> span)
    {
        var comma = span.IndexOf(',');
        return comma is > 0 and < 10 && span[..comma].IndexOfAnyInRange('0', '9') < 0
            ? span[(comma + 1)..].TrimStart()
            : span;
    }

    private static bool TryReadPart(ref ReadOnlySpan<char> span, out Part part)
    {
        part = default;
        var length = 0;
        if (!span.IsEmpty && char.IsAsciiDigit(span[0]))
        {
            while (length < span.Length && char.IsAsciiDigit(span[length]))
            {
                length++;
            }

            if (length > 4)
            {
                return false;
            }

            part = new Part(Number(span[..length]), 0, length);
        }
        else
        {
            while (length < span.Length && char.IsLetter(span[length]) && !IsYearWord(span[length]))
            {
                length++;
            }

            var month = MonthNames.Find(span[..length]);
            if (month == 0)
            {
                return false;
            }

            part = new Part(0, month, length);
        }

        span = SkipSigns(span[length..]);
        return true;
    }

    /// <summary>At most three signs, and the word of "5 de enero de 2025".</summary>
    private static ReadOnlySpan<char> SkipSigns(ReadOnlySpan<char> span)
    {
        var skipped = 0;
        while (
            skipped < span.Length
            && skipped < 3
            && (span[skipped] is '/' or '-' or '.' or ' ' or ',' || IsYearWord(span[skipped]))
        )
        {
            skipped++;
        }

        span = span[skipped..];
        return span.StartsWith("de ", StringComparison.OrdinalIgnoreCase) ? span[3..].TrimStart() : span;
    }

    private static bool IsYearWord(char c) => c is '年' or '月' or '日';

    private static int Year(Part part) =>
        part.Length == 4 ? part.Value
        : part.Length == 2 ? part.Value + (part.Value < 70 ? 2000 : 1900)
        : 0;

    private static bool TryMake(int year, int month, int day, ReadOnlySpan<char> time, out Face face)
    {
        face = default;
        if (year is < 1800 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var midnight = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        face = new Face(midnight, null);
        time = time.Trim();
        if (time.IsEmpty)
        {
            return true;
        }

        var isRead = TimeText.TryRead(time, out var sinceMidnight, out var offset);
        face = new Face(midnight + sinceMidnight, offset);
        return isRead;
    }

    internal static int Number(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>What a clock shows, and how far it is ahead of UTC; null = the text does not say.</summary>
    private readonly record struct Face(DateTime Local, TimeSpan? Offset);

    private readonly record struct Part(int Value, int Month, int Length);
}
