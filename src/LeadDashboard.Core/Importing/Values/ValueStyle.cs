using LeadDashboard.Core.Files;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>The decimal sign and the date order of a table, by counting the values that leave no choice.</summary>
internal static class ValueStyle
{
    public static (char Separator, Message? Evidence) DecimalSeparator(IReadOnlyList<string[]> rows, char delimiter)
    {
        int points = 0,
            commas = 0;
        string? example = null;
        foreach (var cell in rows.SelectMany(row => row))
        {
            var style = Style(cell);
            points += style == '.' ? 1 : 0;
            commas += style == ',' ? 1 : 0;
            example ??= style == ',' ? CellText.Shorten(cell.Trim()) : null;
        }

        if (commas > points)
        {
            return (',', new Message(ImportMessages.DecimalComma, commas, example!));
        }

        // A value such as 12.5 is read right with either sign; 12.000 is not, so that the columns that hold it decide.
        var columns = Columns(rows);
        var isGrouped = columns.Exists(column => column.Sure == '.');
        var isContinental = delimiter == ';' || HasDottedDates(rows);
        if (isGrouped ? columns.TrueForAll(column => column.Sure != ',') : points == 0 && isContinental)
        {
            var grouped = columns.Find(column => (isGrouped ? column.Sure : column.Possible) == '.');
            if (grouped is not null)
            {
                return (',', new Message(ImportMessages.ThousandsPoint, grouped.Example('.')!));
            }
        }

        return ('.', points == 0 && delimiter == ';' ? new Message(ImportMessages.DecimalUnknown) : null);
    }

    /// <summary>Who writes 31.12.2025 sets a point before thousands, too.</summary>
    private static bool HasDottedDates(IReadOnlyList<string[]> rows)
    {
        int dotted = 0,
            others = 0;
        foreach (var cell in rows.SelectMany(row => row))
        {
            if (DateText.TryReadAmbiguous(cell, out _, out _))
            {
                dotted += cell.Contains('.', StringComparison.Ordinal) ? 1 : 0;
                others += cell.Contains('.', StringComparison.Ordinal) ? 0 : 1;
            }
        }

        return dotted > others;
    }

    private static List<GroupStyle> Columns(IReadOnlyList<string[]> rows)
    {
        var columns = new List<GroupStyle>();
        foreach (var row in rows)
        {
            for (var column = 0; column < row.Length; column++)
            {
                if (column == columns.Count)
                {
                    columns.Add(new GroupStyle());
                }

                columns[column].Add(row[column]);
            }
        }

        return columns;
    }

    public static (DateOrder Order, Message? Evidence) DateOrder(IReadOnlyList<string[]> rows, char decimalSeparator)
    {
        int dayFirst = 0,
            monthFirst = 0,
            dotted = 0,
            seen = 0;
        string? dayExample = null,
            monthExample = null,
            example = null;
        foreach (var cell in rows.SelectMany(row => row))
        {
            if (!DateText.TryReadAmbiguous(cell, out var first, out var second))
            {
                continue;
            }

            seen++;
            dotted += cell.Contains('.', StringComparison.Ordinal) ? 1 : 0;
            dayFirst += first > 12 ? 1 : 0;
            monthFirst += second > 12 ? 1 : 0;
            dayExample ??= first > 12 ? CellText.Shorten(cell.Trim()) : null;
            monthExample ??= second > 12 ? CellText.Shorten(cell.Trim()) : null;
            example ??= cell.Trim();
        }

        if (seen == 0)
        {
            return (Files.DateOrder.YearFirst, null);
        }

        if (dayFirst != monthFirst)
        {
            var isDayFirst = dayFirst > monthFirst;
            var (order, sure, mostly) = isDayFirst
                ? (Files.DateOrder.DayFirst, ImportMessages.DayFirstSure, ImportMessages.DayFirstMostly)
                : (Files.DateOrder.MonthFirst, ImportMessages.MonthFirstSure, ImportMessages.MonthFirstMostly);
            var (proof, contradiction) = isDayFirst ? (dayExample, monthExample) : (monthExample, dayExample);
            return (
                order,
                contradiction is null
                    ? new Message(sure, proof!)
                    : new Message(
                        mostly,
                        Math.Max(dayFirst, monthFirst),
                        proof!,
                        Math.Min(dayFirst, monthFirst),
                        contradiction
                    )
            );
        }

        var guess =
            dotted > seen / 2 || decimalSeparator == ',' ? Files.DateOrder.DayFirst : Files.DateOrder.MonthFirst;
        return (
            guess,
            new Message(
                guess == Files.DateOrder.DayFirst ? ImportMessages.DayFirstGuess : ImportMessages.MonthFirstGuess,
                CellText.Shorten(example!)
            )
        );
    }

    /// <summary>'.' or ',' where the cell is a number that shows its decimal sign beyond doubt, else '\0'.</summary>
    private static char Style(string cell)
    {
        var text = NumberText.Digits(cell);
        var last = text.LastIndexOfAny('.', ',');
        if (
            last <= 0
            || last == text.Length - 1
            || text.Length > 40
            || !char.IsAsciiDigit(text[last - 1])
            || !char.IsAsciiDigit(text[last + 1])
        )
        {
            return '\0';
        }

        var other = text[last] == '.' ? ',' : '.';
        var decimals = text.Length - last - 1;
        var isSure =
            text[..last].Contains(other)
            || (decimals != 3 && text[..last].IndexOfAny('.', ',') < 0)
            || text[..last] is "0";
        return isSure && NumberText.TryNormalize(cell, text[last], out _) ? text[last] : '\0';
    }
}
