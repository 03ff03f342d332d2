using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>A similar item.</summary>
/// <param name="Item">0-based.</param>
/// <param name="Similarity">Cosine, -1..1; shrunk by support for who-bought-both.</param>
public sealed record Neighbour(int Item, double Similarity);

/// <summary>
/// The most similar items of every item, by who holds both or by what they are. Says why something is recommended.
/// Immutable.
/// </summary>
public sealed class ItemNeighbours
{
    private const string What = "item neighbours";
    private const string Magic = "LEADNEIG";
    private const int Version = 1;
    public const int DefaultNeighbourCount = 50;
    public const double DefaultShrinkage = 5;

    private readonly Neighbour[][] _neighbours;

    private ItemNeighbours(Neighbour[][] neighbours) => _neighbours = neighbours;

    public int ItemCount => _neighbours.Length;

    /// <summary>Most similar first; only positive similarities.</summary>
    public IReadOnlyList<Neighbour> NeighboursOf(int item) => _neighbours[item];

    /// <summary>
    /// Cosine of the items' columns (Sarwar et al. 2001) times common / (common + shrinkage), so that one common user
    /// is no proof.
    /// </summary>
    /// <param name="interactions">userCount x itemCount.</param>
    /// <param name="neighbourCount">At least 1 kept per item.</param>
    /// <param name="shrinkage">At least 0 users.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <exception cref="ArgumentException">A setting out of range.</exception>
    public static ItemNeighbours Fit(
        Interactions interactions,
        int neighbourCount = DefaultNeighbourCount,
        double shrinkage = DefaultShrinkage,
        int maxThreads = 1
    )
    {
        Require(neighbourCount, shrinkage);
        var byItem = interactions.Transpose();
        var lengths = new double[byItem.UserCount];
        for (var item = 0; item < lengths.Length; item++)
        {
            lengths[item] = TensorPrimitives.Norm(byItem.Values(item));
        }

        var neighbours = new Neighbour[byItem.UserCount][];
        Parallel.For(
            0,
            neighbours.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maxThreads) },
            item =>
            {
                var products = new Dictionary<int, (double Sum, int Common)>();
                for (var n = 0; n < byItem.Items(item).Length; n++)
                {
                    var user = byItem.Items(item)[n];
                    for (var m = 0; m < interactions.Items(user).Length; m++)
                    {
                        var other = interactions.Items(user)[m];
                        var (sum, common) = products.GetValueOrDefault(other);
                        products[other] = (sum + byItem.Values(item)[n] * interactions.Values(user)[m], common + 1);
                    }
                }

                neighbours[item] = Nearest(
                    item,
                    neighbourCount,
                    products.Select(pair => new Neighbour(
                        pair.Key,
                        pair.Value.Sum
                            / Math.Max(lengths[item] * lengths[pair.Key], 1e-300)
                            * pair.Value.Common
                            / (pair.Value.Common + shrinkage)
                    ))
                );
            }
        );
        return new ItemNeighbours(neighbours);
    }

    /// <summary>Cosine of what the items are; works for items nobody holds yet.</summary>
    /// <param name="content">itemCount x columnCount (Encoding.DenseEncoder).</param>
    /// <param name="neighbourCount">At least 1 kept per item.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <exception cref="ArgumentException">A setting out of range.</exception>
    public static ItemNeighbours FromContent(
        DenseMatrix content,
        int neighbourCount = DefaultNeighbourCount,
        int maxThreads = 1
    )
    {
        Require(neighbourCount, 0);
        var neighbours = new Neighbour[content.RowCount][];
        Parallel.For(
            0,
            neighbours.Length,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maxThreads) },
            item =>
                neighbours[item] = Nearest(
                    item,
                    neighbourCount,
                    Enumerable
                        .Range(0, content.RowCount)
                        .Select(other => new Neighbour(other, Cosine(content.Row(item), content.Row(other))))
                )
        );
        return new ItemNeighbours(neighbours);
    }

    /// <summary>-1..1; 0 when one of the two is 0.</summary>
    internal static double Cosine(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var length = TensorPrimitives.Norm(left) * TensorPrimitives.Norm(right);
        return length > 0 ? TensorPrimitives.Dot(left, right) / length : 0;
    }

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static ItemNeighbours Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_neighbours.Length);
        foreach (var own in _neighbours)
        {
            writer.WriteArray(own.Select(neighbour => neighbour.Item).ToArray().AsSpan());
            writer.WriteArray(own.Select(neighbour => neighbour.Similarity).ToArray().AsSpan());
        }
    }

    internal static ItemNeighbours Read(BinaryReader reader)
    {
        var neighbours = new Neighbour[reader.ReadLength()][];
        for (var item = 0; item < neighbours.Length; item++)
        {
            var others = reader.ReadInts();
            var similarities = reader.ReadDoubles();
            neighbours[item] = [.. others.Zip(similarities, (other, similarity) => new Neighbour(other, similarity))];
        }

        return new ItemNeighbours(neighbours);
    }

    private static Neighbour[] Nearest(int item, int count, IEnumerable<Neighbour> candidates) =>
        [
            .. candidates
                .Where(other => other.Item != item && other.Similarity > 0)
                .OrderByDescending(other => other.Similarity)
                .ThenBy(other => other.Item)
                .Take(count),
        ];

    private static void Require(int neighbourCount, double shrinkage)
    {
        if (neighbourCount < 1)
        {
            throw new ArgumentException(
                $"neighbourCount is {neighbourCount}; expected at least 1.",
                nameof(neighbourCount)
            );
        }

        if (shrinkage is not >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"shrinkage is {shrinkage}; expected at least 0."),
                nameof(shrinkage)
            );
        }
    }
}
