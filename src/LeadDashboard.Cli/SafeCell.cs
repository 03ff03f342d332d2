using System.Globalization;

namespace LeadDashboard.Cli;

/// <summary>A spreadsheet would run a cell that begins like a formula: it gets an apostrophe in front, numbers stay numbers.</summary>
internal static class SafeCell
{
    public static string Of(string cell)
    {
        if (cell.Length == 0 || cell[0] is not ('=' or '+' or '-' or '@' or '\t' or '\r' or '\n'))
        {
            return cell;
        }

        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? cell : "'" + cell;
    }

    /// <summary>One CSV line: commas, quotes where needed, every cell made safe.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => Quote(Of(cell))));

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny("\",\r\n") < 0 ? cell : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
