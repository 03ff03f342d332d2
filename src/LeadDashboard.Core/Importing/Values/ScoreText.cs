using System.Globalization;
using System.Text.RegularExpressions;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// The answer of a survey or review with the best one there is: "4/5", "9 out of 10", "★★★★☆", "80 %", and plain
/// numbers on the scale that their column names ("Rating (1-5)", "NPS").
/// </summary>
internal static partial class ScoreText
{
    private const int Stars = 5;
    private const int BestRecommendation = 10;

    /// <param name="top">null = not known.</param>
    public static bool TryRead(
        string text,
        string header,
        char decimalSeparator,
        out decimal score,
        out decimal? top
    )
    {
        (score, top) = (0, null);
        if (text.Length > 0 && text.Trim('★', '☆', '⭐', '\uFE0F', ' ').Length == 0)
        {
            score = text.Count(sign => sign is '★' or '⭐');
            top = Math.Max(Stars, score + text.Count(sign => sign == '☆'));
            return true;
        }

        if (OfTop().Match(text) is { Success: true } of)
        {
            top = ReadNumber(of.Groups["top"].Value, decimalSeparator);
            return Take(of.Groups["score"].Value, decimalSeparator, out score) && top >= score;
        }

        if (WithSign().Match(text) is { Success: true } signed)
        {
            top = signed.Groups["sign"].Value == "%" ? 100 : Stars;
            return Take(signed.Groups["score"].Value, decimalSeparator, out score) && top >= score;
        }

        if (!Take(text, decimalSeparator, out score))
        {
            return false;
        }

        top = TopOf(header) is { } named && named >= score ? named : null;
        return true;
    }

    private static bool Take(string text, char decimalSeparator, out decimal score)
    {
        var read = ReadNumber(text, decimalSeparator);
        score = Math.Round(read ?? 0, 2, MidpointRounding.AwayFromZero);
        return read is not null;
    }

    private static decimal? ReadNumber(string text, char decimalSeparator) =>
        NumberText.TryNormalize(text, decimalSeparator, out var plain)
        && decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) < 1_000_000
            ? number
            : null;

    private static decimal? TopOf(string header)
    {
        if (Scale().Match(header) is { Success: true } scale)
        {
            return decimal.Parse(scale.Groups["top"].Value, CultureInfo.InvariantCulture);
        }

        var words = HeaderWords.Split(header);
        return words.Contains("nps", StringComparer.Ordinal) || words.Contains("recommend", StringComparer.Ordinal)
                ? BestRecommendation
            : words.Exists(word => word is "stars" or "sterne" or "星级") ? Stars
            : null;
    }

    [GeneratedRegex(
        @"^(?<score>\d+([.,]\d+)?)\s*(/|of|out of|von|aus)\s*(?<top>\d+)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OfTop();

    [GeneratedRegex(
        @"^(?<score>\d+([.,]\d+)?)\s*(?<sign>stars?|sterne?|星|%)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WithSign();

    /// <summary>"(1-5)", "0 to 10", "out of 5", "/10".</summary>
    [GeneratedRegex(
        @"(\d+\s*(-|–|to|bis|~)|out of|von|/)\s*(?<top>\d{1,4})\)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Scale();
}
