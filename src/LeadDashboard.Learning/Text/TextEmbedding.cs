using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Text to a few numbers that a learner can use: hashed n-grams, weighted by rarity (idf = ln((1 + n) / (1 + texts with
/// it)) + 1), each text of length 1,
/// then the strongest directions (latent semantic analysis, Deerwester et al. 1990). Immutable, safe for concurrent
/// use.
/// </summary>
public sealed class TextEmbedding
{
    private const string Magic = "LEADTEXT";
    private const string What = "text embedding";
    private const int Version = 1;

    private readonly NGramOptions _nGrams;
    private readonly double[] _rarities;
    private readonly TruncatedSvd _subspace;

    private TextEmbedding(NGramOptions nGrams, double[] rarities, TruncatedSvd subspace)
    {
        _nGrams = nGrams;
        _rarities = rarities;
        _subspace = subspace;
    }

    /// <summary>Numbers per text; may be fewer than asked for.</summary>
    public int DimensionCount => _subspace.ComponentCount;

    /// <param name="texts">"" = missing; texts without a token teach nothing.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    public static TextEmbedding Fit(
        IReadOnlyList<string> texts,
        TextEmbeddingOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var step = Math.Max(1, (texts.Count + options.MaxTexts - 1) / Math.Max(1, options.MaxTexts));
        var chosen = Enumerable.Range(0, (texts.Count + step - 1) / step).Select(i => texts[i * step]).ToArray();
        var counts = HashedNGrams.Transform(chosen, options.NGrams, options.Subspace.MaxThreads);
        var textsWith = new int[counts.ColumnCount];
        foreach (var column in counts.Columns)
        {
            textsWith[column]++;
        }

        var rarities = textsWith.Select(count => Math.Log((1.0 + counts.RowCount) / (1 + count)) + 1).ToArray();
        var values = new float[counts.Values.Length];
        for (var row = 0; row < counts.RowCount; row++)
        {
            Weigh(counts.RowColumns(row), counts.RowValues(row), rarities, values.AsSpan(counts.RowStarts[row]));
        }

        var subspace = TruncatedSvd.Fit(
            new SparseRows(counts.RowStarts, counts.Columns, values, counts.ColumnCount),
            options.Subspace,
            cancellationToken
        );
        return new TextEmbedding(options.NGrams, rarities, subspace);
    }

    /// <summary>float[DimensionCount], each in -1..1; all NaN (missing) for a text without a token.</summary>
    public float[] Transform(string text)
    {
        var row = HashedNGrams.Transform([text], _nGrams);
        if (row.Columns.Length == 0)
        {
            return [.. Enumerable.Repeat(float.NaN, DimensionCount)];
        }

        var values = new float[row.Values.Length];
        Weigh(row.Columns, row.Values, _rarities, values);
        return [.. _subspace.Transform(row.Columns, values).Select(value => (float)value)];
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.Write(_nGrams.MinLength);
                writer.Write(_nGrams.MaxLength);
                writer.Write(_nGrams.BucketCount);
                writer.Write(_nGrams.IsSigned);
                StoredPart.WriteDoubles(writer, _rarities);
                _subspace.Write(writer);
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static TextEmbedding Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var nGrams = new NGramOptions
                {
                    MinLength = reader.ReadInt32(),
                    MaxLength = reader.ReadInt32(),
                    BucketCount = reader.ReadInt32(),
                    IsSigned = reader.ReadBoolean(),
                };
                var rarities = StoredPart.ReadDoubles(reader, What);
                var subspace = TruncatedSvd.Read(reader);
                if (rarities.Length != nGrams.BucketCount || subspace.ColumnCount != nGrams.BucketCount)
                {
                    throw new InvalidDataException(
                        $"The stored {What} is damaged: {rarities.Length} weights for {nGrams.BucketCount} buckets. "
                            + $"Train it again."
                    );
                }

                return new TextEmbedding(nGrams, rarities, subspace);
            }
        );

    private static void Weigh(
        ReadOnlySpan<int> columns,
        ReadOnlySpan<float> counts,
        double[] rarities,
        Span<float> values
    )
    {
        double squares = 0;
        for (var e = 0; e < columns.Length; e++)
        {
            var value = counts[e] * rarities[columns[e]];
            squares += value * value;
        }

        for (var e = 0; e < columns.Length; e++)
        {
            values[e] = squares > 0 ? (float)(counts[e] * rarities[columns[e]] / Math.Sqrt(squares)) : 0;
        }
    }
}
