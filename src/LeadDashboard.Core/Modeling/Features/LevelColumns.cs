using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>What a feature tells of a level of a category.</summary>
public enum LevelPart
{
    /// <summary>Smoothed log-odds of its rows, less those of all rows.</summary>
    Rate = 0,

    /// <summary>ln(1 + rows).</summary>
    Count = 1,
}

/// <summary>Words of many levels as rate and count of the level, beside the kept categories.</summary>
internal static class LevelColumns
{
    /// <summary>Share of the filled rows whose word is not kept, above which levels are worth columns.</summary>
    private const double MinDroppedShare = 0.2;

    /// <summary>The same where another column has such levels already: they are learnt jointly.</summary>
    private const double MinDroppedShareBeside = 0.05;

    /// <summary>Share of the filled rows whose text stands in another row too.</summary>
    private const double MinSharedShare = 0.5;

    /// <summary>Levels while a model holds their bytes: a lead that is scored alone need not read them all.</summary>
    private static readonly ConditionalWeakTable<byte[], LevelRates> Unpacked = [];

    /// <summary>
    /// True where the kept categories leave many rows without their word; a word of one row does not count, as it says
    /// nothing of another.
    /// </summary>
    /// <param name="words">Of the column.</param>
    /// <param name="encoder">Its kept categories.</param>
    /// <param name="isBesideOthers">Another column has levels.</param>
    public static bool IsWorthwhile(IReadOnlyList<string> words, CategoryEncoder encoder, bool isBesideOthers)
    {
        var kept = Keys([.. encoder.Categories.Where(word => word != CategoryEncoder.Other)]).ToHashSet();
        return SharedShare(words, kept) > (isBesideOthers ? MinDroppedShareBeside : MinDroppedShare);
    }

    /// <summary>True where texts are names rather than sentences: most rows share theirs with another.</summary>
    public static bool AreShared(IReadOnlyList<string> texts) => SharedShare(texts, []) > MinSharedShare;

    /// <summary>Share of the filled rows, 0..1, whose word is not left out and stands in another row too.</summary>
    private static double SharedShare(IReadOnlyList<string> words, HashSet<ulong> leftOut)
    {
        var counts = Keys(words).Where(key => key != LevelRates.Missing).CountBy(key => key).ToArray();
        double shared = counts
            .Where(level => level.Value > 1 && !leftOut.Contains(level.Key))
            .Sum(level => level.Value);
        return shared / Math.Max(1, counts.Sum(level => level.Value));
    }

    /// <summary>A 64-bit hash of each word, trimmed and without case; the values themselves are not kept.</summary>
    public static ulong[] Keys(IReadOnlyList<string> words)
    {
        var keys = new ulong[words.Count];
        for (var row = 0; row < keys.Length; row++)
        {
            var word = words[row].Trim();
            keys[row] = MissingTokens.IsMissing(word)
                ? LevelRates.Missing
                : Math.Max(1, XxHash3.HashToUInt64(MemoryMarshal.AsBytes(word.ToUpperInvariant().AsSpan())));
        }

        return keys;
    }

    /// <summary>Both numbers of rows that were not learnt from.</summary>
    public static LevelNumbers Transform(byte[] stored, IReadOnlyList<string> words)
    {
        var keys = Keys(words);
        var levels = Unpacked.GetValue(stored, LevelRates.FromBytes);
        var (rates, counts) = levels.Transform(keys);
        return new LevelNumbers(rates, counts, levels.Codes(keys));
    }

    /// <summary>Both numbers of the rows that the recipe was fitted on; none sees its own outcome.</summary>
    public static LevelNumbers CrossFit(byte[] stored, IReadOnlyList<string> words, float[] labels, int[] folds)
    {
        var keys = Keys(words);
        var (rates, counts) = LevelRates.CrossFit(keys, labels, folds);
        return new LevelNumbers(rates, counts, Unpacked.GetValue(stored, LevelRates.FromBytes).Codes(keys));
    }
}

/// <summary>Of one column.</summary>
/// <param name="Rates">float[rowCount], NaN = missing.</param>
/// <param name="Counts">float[rowCount], NaN = missing.</param>
/// <param name="Levels">The levels themselves; they travel with the rates.</param>
internal sealed record LevelNumbers(float[] Rates, float[] Counts, ColumnLevels Levels)
{
    public FeatureColumn Column(string name, LevelPart part) =>
        part == LevelPart.Rate ? FeatureColumn.Number(name, Rates, Levels) : FeatureColumn.Number(name, Counts);
}
