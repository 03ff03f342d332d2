namespace LeadDashboard.Core.Modeling.Features;

/// <summary>What a feature tells of a date.</summary>
public enum DateKind
{
    /// <summary>The date as a number of days.</summary>
    Days = 0,

    /// <summary>Monday .. Sunday, a category.</summary>
    Weekday = 1,

    /// <summary>Days to another date; negative where the other one is earlier.</summary>
    DaysUntil = 2,
}

/// <summary>How a feature is made from a column of dates.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Until">Name of the raw column of the other date; null unless <see cref="DateKind.DaysUntil"/>.</param>
public sealed record DatePart(DateKind Kind, string? Until = null);

/// <summary>Dates as weekdays and as days between them.</summary>
public static class DateColumns
{
    /// <summary>
    /// Between the two fields that days are counted from and to. It is of no language, pages say it in words; with
    /// no-break spaces it is in no header.
    /// </summary>
    public const string FromTo = "\u00A0\u2192\u00A0";

    /// <summary>Each pair of five dates.</summary>
    private const int MaxPairs = 10;

    /// <summary>The first pairs in the order of the table, the earlier column first.</summary>
    internal static IEnumerable<(RawColumn From, RawColumn Until)> Pairs(IReadOnlyList<RawColumn> dates) =>
        Enumerable
            .Range(0, dates.Count)
            .SelectMany(second => Enumerable.Range(0, second).Select(first => (dates[first], dates[second])))
            .Take(MaxPairs);

    internal static RawColumn Weekday(RawColumn date) =>
        RawColumn.OfWords(
            date.Name + " (weekday)",
            date.Field,
            [
                .. date.Dates.Select(day =>
                    float.IsNaN(day) ? "" : RawColumn.DateOrigin.AddDays(day).DayOfWeek.ToString()
                ),
            ]
        );

    /// <param name="from">Days from here.</param>
    /// <param name="until">To here.</param>
    /// <returns>Numbers with a field of their own: it is told by the number of days.</returns>
    internal static RawColumn DaysUntil(RawColumn from, RawColumn until) =>
        RawColumn.OfNumbers(
            from.Name + FromTo + until.Name,
            from.Field + FromTo + until.Field,
            [.. from.Dates.Zip(until.Dates, (first, second) => second - first)]
        );

    /// <summary>The raw column that a feature is made from; null where the rows lack it.</summary>
    internal static RawColumn? Find(FeatureSpec feature, RawTable rows)
    {
        var source = rows.Find(feature.Source);
        if (feature.Date is not { Kind: not DateKind.Days } part)
        {
            return source;
        }

        if (source is not { IsDate: true })
        {
            return null;
        }

        return part.Kind == DateKind.Weekday ? Weekday(source)
            : part.Until is not null && rows.Find(part.Until) is { IsDate: true } until ? DaysUntil(source, until)
            : null;
    }
}
