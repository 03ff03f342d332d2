namespace LeadDashboard.Core.Importing.Values;

/// <summary>Words for yes and no.</summary>
public static class BooleanText
{
    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "yes", "y", "t", "on", "ja", "oui", "si", "sí", "sim", "是", "有", "对",
    };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase)
    {
        "false", "no", "n", "f", "off", "nein", "non", "não", "nao", "否", "无", "不",
    };

    public static bool TryParse(string text, out bool value)
    {
        var word = text.Trim();
        value = Yes.Contains(word) || string.Equals(word, "1", StringComparison.Ordinal);
        return value || No.Contains(word) || string.Equals(word, "0", StringComparison.Ordinal);
    }

    /// <summary>A word, not the digits 0 and 1, which may as well count something.</summary>
    internal static bool IsWord(string text) => Yes.Contains(text.Trim()) || No.Contains(text.Trim());
}
