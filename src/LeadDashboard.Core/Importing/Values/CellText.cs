using LeadDashboard.Core.Files.Delimited;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>What a cell says, without the wrapping.</summary>
public static class CellText
{
    /// <summary>
    /// Trims, takes off the apostrophe that <see cref="SafeCsv"/> puts before text a spreadsheet would run as a
    /// formula, and the formula ="0041" by which exports keep a spreadsheet from reading text as a number.
    /// </summary>
    public static string Clean(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text is ['=', '"', .., '"'] && text.Length >= 3 && !text[2..^1].Contains('"'))
        {
            return new string(text[2..^1].Trim());
        }

        // Ours for a formula; one more in front for an apostrophe that the text itself has there.
        if (
            text is ['\'', ..]
            && text.TrimStart('\'') is [var next, ..] behind
            && (
                IsFormulaStart(next)
                || (IsSkipped(next) && behind.TrimStart(SkippedInFront) is [var first, ..] && IsFormulaStart(first))
            )
        )
        {
            text = text[1..].Trim();
        }

        return text.Length == cell.Length ? cell : new string(text);
    }

    /// <summary>Blanks, a byte order mark and characters without width: a formula may stand behind them.</summary>
    internal const string SkippedInFront = " \u00A0\u3000\uFEFF\u200B\u2060";

    private static bool IsSkipped(char c) => SkippedInFront.Contains(c, StringComparison.Ordinal);

    /// <summary>A short form for messages.</summary>
    public static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";

    /// <summary>
    /// What a spreadsheet may take for the begin of a formula: the four signs, their full-width forms, which Excel
    /// reads
    /// as the same in East Asian settings, and the control characters that it skips.
    /// </summary>
    internal static bool IsFormulaStart(char c) =>
        c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
}
