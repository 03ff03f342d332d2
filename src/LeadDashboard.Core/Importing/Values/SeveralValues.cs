using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>A cell that lists several addresses or numbers of one person; the first is the one to use.</summary>
internal static class SeveralValues
{
    /// <summary>As Google's contacts part them.</summary>
    private const string Parting = " ::: ";

    /// <summary>The first of them, or the text itself.</summary>
    public static string First(string text)
    {
        if (text.Contains(Parting, StringComparison.Ordinal))
        {
            return text[..text.IndexOf(Parting, StringComparison.Ordinal)].Trim();
        }

        var end = text.AsSpan().IndexOfAny(';', ',');
        return
            end > 0
            && text.Contains('@', StringComparison.Ordinal)
            && text.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .All(part => NormalForms.TryEmail(part, out _))
            ? text[..end].Trim()
            : text;
    }
}
