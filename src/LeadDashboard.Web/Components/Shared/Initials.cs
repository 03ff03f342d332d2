using System.Globalization;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>One or two letters that stand for a name; the family name alone for a Chinese one.</summary>
public static class Initials
{
    public static string From(string? name)
    {
        var words = (name ?? "").Split([' ', '.', '@'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "?"
            : words.Length == 1 ? First(words[0])
            : First(words[0]) + First(words[^1]);
    }

    private static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
}
