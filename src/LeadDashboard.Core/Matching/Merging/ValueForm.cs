using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Merging;

/// <summary>Which of two spellings of a value looks right. Facts about the two texts alone.</summary>
internal static class ValueForm
{
    /// <summary>Above 0: left is better formed; below 0: right; 0: neither.</summary>
    public static int Compare(string field, string left, string right) =>
        field switch
        {
            "E-mail" => IsGood(NormalForms.TryEmail(left, out _), NormalForms.TryEmail(right, out _)),
            "Phone" => IsGood(LeadQuality.IsPhonePlausible(left), LeadQuality.IsPhonePlausible(right)),
            "Name" => IsGood(IsClean(left), IsClean(right)) is var clean and not 0 ? clean
            : IsGood(LeadQuality.IsNamePlausible(left), LeadQuality.IsNamePlausible(right)) is var plausible and not 0
                ? plausible
            : IsCapital(left, right),
            _ => IsGood(IsClean(left), IsClean(right)) is var clean and not 0 ? clean : IsCapital(left, right),
        };

    /// <summary>One may be a typing error of the other: at most two letters differ, and most are the same.</summary>
    public static bool IsSlip(string left, string right)
    {
        var (first, second) = (NormalForms.Fold(left), NormalForms.Fold(right));
        var limit = Math.Min(first.Length, second.Length) < 8 ? 1 : 2;
        return Math.Min(first.Length, second.Length) >= 3
            && !first.Any(char.IsDigit)
            && !second.Any(char.IsDigit)
            && EditDistance.Between(first, second, limit) <= limit;
    }

    private static int IsGood(bool left, bool right) => (left ? 1 : 0) - (right ? 1 : 0);

    /// <summary>No character that stands for a lost one ("M?ller", "MÃ¼ller").</summary>
    private static bool IsClean(string text) =>
        !text.Contains('\uFFFD', StringComparison.Ordinal)
        && !text.Contains('?', StringComparison.Ordinal)
        && !text.Contains('Ã', StringComparison.Ordinal);

    /// <summary>
    /// The same letters, and only one of both is neither all small nor all capital: "Seoul" over "SEOUL".
    /// </summary>
    private static int IsCapital(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase) ? IsGood(IsMixed(left), IsMixed(right)) : 0;

    private static bool IsMixed(string text) => text.Any(char.IsUpper) && text.Any(char.IsLower);
}
