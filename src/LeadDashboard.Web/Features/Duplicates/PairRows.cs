using System.Globalization;
using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Merging;

namespace LeadDashboard.Web.Features.Duplicates;

/// <summary>One field of a pair as the page shows it.</summary>
/// <param name="Name">English name or custom field.</param>
/// <param name="Bits">Evidence; null where the field was not compared.</param>
/// <param name="KeptId">Lead whose value is kept by the rule.</param>
public sealed record PairRow(
    string Name,
    bool IsCustom,
    string Left,
    string Right,
    MatchLevel? Level,
    double? Bits,
    int KeptId
)
{
    public bool IsDifferent => !string.Equals(Left, Right, StringComparison.Ordinal);

    /// <summary>There is something to choose: both sides filled, and not the same.</summary>
    public bool IsChoice => IsDifferent && Left.Length > 0 && Right.Length > 0;
}

/// <summary>Part of a value.</summary>
/// <param name="IsDifferent">The other side reads differently here.</param>
public readonly record struct TextPart(string Text, bool IsDifferent);

/// <summary>Lays two leads side by side.</summary>
public static class PairRows
{
    /// <summary>Fields that at least one side has, in reading order.</summary>
    public static IReadOnlyList<PairRow> Compare(PairDetail detail)
    {
        var evidence = detail.Evidence.ToDictionary(field => field.Field, StringComparer.Ordinal);
        return
        [
            .. MergeFields
                .Compare(detail.Left, detail.Right)
                .Select(
                    (field, index) =>
                        new PairRow(
                            field.Name,
                            index >= MergeFields.Known.Count,
                            field.Read(detail.Left),
                            field.Read(detail.Right),
                            evidence.GetValueOrDefault(field.Name)?.Level,
                            evidence.GetValueOrDefault(field.Name)?.Bits,
                            MergeRules.SourceOf(field, detail.Left, detail.Right, detail.Counts).Id
                        )
                )
                .Where(row => row.Left.Length > 0 || row.Right.Length > 0),
        ];
    }

    /// <summary>A value cut into what both sides share in front, what differs, and what they share behind.</summary>
    public static IReadOnlyList<TextPart> Parts(string value, string other)
    {
        if (value.Length == 0 || other.Length == 0 || string.Equals(value, other, StringComparison.Ordinal))
        {
            return [new TextPart(value, false)];
        }

        var front = value.AsSpan().CommonPrefixLength(other);
        var back = 0;
        while (back < Math.Min(value.Length, other.Length) - front && value[^(back + 1)] == other[^(back + 1)])
        {
            back++;
        }

        TextPart[] parts =
        [
            new(value[..front], false),
            new(value[front..^back], true),
            new(value[(value.Length - back)..], false),
        ];
        return [.. parts.Where(part => part.Text.Length > 0)];
    }

    /// <summary>Share 0..1 of the bar: 20 bits, a million to one, fill it.</summary>
    public static double BarShare(double bits) => Math.Min(1, Math.Abs(bits) / 20);

    public static string Percent(double probability) =>
        probability > 0.999
            ? "> " + 0.999.ToString("P1", CultureInfo.CurrentCulture)
            : probability.ToString(probability >= 0.99 ? "P1" : "P0", CultureInfo.CurrentCulture);
}
