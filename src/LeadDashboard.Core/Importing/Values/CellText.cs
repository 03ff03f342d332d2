using LeadDashboard.Core.Files.Delimited;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>What a cell says, without the wrapping.</summary>
public static class CellText
{
    /// <summary>
    /// Trims, and takes off the apostrophe that <see cref="SafeCsv"/> puts before text a spreadsheet would run as a
    /// formula.
    /// </summary>
    public static string Clean(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (
            text.Length > 1
            && text[0] == '\''
            && (
                IsFormulaStart(text[1])
                || (text[1] == ' ' && text[1..].TrimStart() is [var first, ..] && IsFormulaStart(first))
            )
        )
        {
            text = text[1..].Trim();
        }

        return text.Length == cell.Length ? cell : new string(text);
    }

    /// <summary>A short form for messages.</summary>
    public static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";

    internal static bool IsFormulaStart(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r';
}
