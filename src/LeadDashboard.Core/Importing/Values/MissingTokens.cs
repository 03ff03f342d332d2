using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>Words and numbers that stand for "not known".</summary>
public static class MissingTokens
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "unknown", "n/a", "na", "n.a.", "nan", "null", "none", "nil", "(null)", "(none)", "-", "--", "---",
        "?", ".", "select", "(select)", "please select", "not available", "not specified", "not provided", "not known",
        "unspecified", "undefined", "missing", "(blank)", "blank", "empty", "unbekannt", "k.a.", "desconocido",
        "inconnu", "n.a", "未知", "不明", "不详", "不詳", "未詳", "未明", "无", "無", "空", "未填",
        "未填写", "未填寫", "请选择", "請選擇", "暂无", "暫無",
    };

    /// <summary>Chosen without asking: no category is ever really called so. "none" and "无" may be answers.</summary>
    private static readonly HashSet<string> Doubtful = new(StringComparer.OrdinalIgnoreCase)
    {
        "none", "(none)", "nil", "na", "无", "無", ".", "blank", "empty",
    };

    private static readonly double[] Sentinels = [-1, -9, -99, -999, -9999, 99, 999, 9999, 99999, 999999];

    /// <summary>A usual word for "not known", or what a spreadsheet shows where a formula failed.</summary>
    public static bool IsCommon(string text) => Words.Contains(text.Trim()) || SpreadsheetText.IsError(text);

    /// <summary>The words of a column that look like "not known", each with its evidence.</summary>
    public static IReadOnlyList<MissingSuggestion> Suggest(int columnIndex, string name, IReadOnlyList<string> values)
    {
        var suggestions = new List<MissingSuggestion>();
        var counts = values
            .Select(v => v.Trim())
            .Where(v => v.Length > 0)
            .GroupBy(v => v, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.OrdinalIgnoreCase);
        var filled = counts.Values.Sum();
        if (filled == 0)
        {
            return suggestions;
        }

        var known = counts.Where(pair => !Words.Contains(pair.Key)).Sum(pair => pair.Value);
        foreach (
            var (token, count) in counts.Where(pair => Words.Contains(pair.Key)).OrderByDescending(pair => pair.Value)
        )
        {
            suggestions.Add(
                new MissingSuggestion(
                    columnIndex,
                    name,
                    token,
                    count,
                    (double)count / filled,
                    !Doubtful.Contains(token) && known > 0,
                    new Message(ImportMessages.MissingWord, token, name, Percent(count, filled))
                )
            );
        }

        AddSentinel(suggestions, columnIndex, name, counts, known);
        return suggestions;
    }

    /// <summary>A number such as 999 far outside of all others, and more frequent than chance would make it.</summary>
    private static void AddSentinel(
        List<MissingSuggestion> suggestions,
        int columnIndex,
        string name,
        Dictionary<string, int> counts,
        int known
    )
    {
        var numbers = new List<(string Text, double Value, int Count)>();
        foreach (var (text, count) in counts.Where(pair => !Words.Contains(pair.Key)))
        {
            if (!NumberText.TryParse(text, '.', out var value))
            {
                return;
            }

            numbers.Add((text, value, count));
        }

        foreach (var candidate in numbers.Where(n => Sentinels.Contains(n.Value)))
        {
            var others = numbers.Where(n => n.Value != candidate.Value).ToList();
            if (others.Count == 0 || candidate.Count < 3 || candidate.Count < known * 0.005)
            {
                continue;
            }

            var (low, high) = (others.Min(n => n.Value), others.Max(n => n.Value));
            var isApart =
                candidate.Value < 0
                    ? low >= 0 && (candidate.Value < -1 || high > 1)
                    : candidate.Value > Math.Max(high * 3, high + 50);
            if (isApart)
            {
                suggestions.Add(
                    new MissingSuggestion(
                        columnIndex,
                        name,
                        candidate.Text,
                        candidate.Count,
                        (double)candidate.Count / known,
                        Math.Abs(candidate.Value) >= 99,
                        new Message(
                            ImportMessages.MissingSentinel,
                            candidate.Text,
                            Percent(candidate.Count, known),
                            name,
                            low,
                            high
                        )
                    )
                );
            }
        }
    }

    private static string Percent(int count, int total) =>
        (100.0 * count / total).ToString(count * 10 < total ? "0.#" : "0", CultureInfo.InvariantCulture) + " %";
}
