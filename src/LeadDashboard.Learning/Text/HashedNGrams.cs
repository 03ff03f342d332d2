using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Texts to sparse rows of hashed n-gram counts, without a vocabulary: column = |hash| mod buckets, sign by the hash
/// (the "hashing trick").
/// </summary>
public static class HashedNGrams
{
    private const int BlockSize = 256;

    /// <summary>
    /// The n-grams of a text, in order, repeated where they repeat; tokens joined by a space; none reaches over the end
    /// of a sentence.
    /// </summary>
    public static IReadOnlyList<string> NGrams(string text, int minLength = 1, int maxLength = 2)
    {
        var grams = new List<string>();
        foreach (var sentence in TextTokenizer.Sentences(text))
        {
            for (var length = minLength; length <= maxLength; length++)
            {
                for (var start = 0; start + length <= sentence.Count; start++)
                {
                    grams.Add(length == 1 ? sentence[start] : string.Join(' ', sentence.Skip(start).Take(length)));
                }
            }
        }

        return grams;
    }

    /// <summary>Column and sign of one n-gram.</summary>
    public static (int Column, float Value) Bucket(string gram, NGramOptions options)
    {
        var hash = MurmurHash.Hash(gram);
        // The absolute value of the smallest int is no int.
        return ((int)(Math.Abs((long)hash) % options.BucketCount), options.IsSigned && hash < 0 ? -1 : 1);
    }

    /// <summary>texts.Count x BucketCount; an empty text is an empty row.</summary>
    public static SparseRows Transform(IReadOnlyList<string> texts, NGramOptions options, int maxThreads = 1)
    {
        options.Require();
        var rows = new IReadOnlyList<(int, float)>[texts.Count];
        ParallelRange.ForBlocks(
            texts.Count,
            BlockSize,
            maxThreads,
            (_, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    rows[row] =
                    [
                        .. NGrams(texts[row], options.MinLength, options.MaxLength)
                            .Select(gram => Bucket(gram, options)),
                    ];
                }
            }
        );

        return SparseRows.FromRows(rows, options.BucketCount);
    }
}
