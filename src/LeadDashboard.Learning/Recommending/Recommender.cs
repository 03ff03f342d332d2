using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>
/// What to offer next: hidden tastes (ImplicitFactors), likeness of content where it is given, and popularity for
/// whoever is new. Never what the user already holds.
/// Immutable, safe for concurrent use.
/// </summary>
public sealed class Recommender
{
    private const string What = "recommender";
    private const string Magic = "LEADRECO";
    private const int Version = 1;
    private const int MaxReasons = 3;

    private readonly Interactions _interactions;
    private readonly FactorModel _factors;
    private readonly ItemNeighbours _neighbours;
    private readonly DenseMatrix? _content;
    private readonly double[] _popularity;
    private readonly RecommenderOptions _options;

    private Recommender(
        Interactions interactions,
        FactorModel factors,
        ItemNeighbours neighbours,
        DenseMatrix? content,
        RecommenderOptions options
    )
    {
        _interactions = interactions;
        _factors = factors;
        _neighbours = neighbours;
        _content = content;
        _options = options;
        _popularity = new double[interactions.ItemCount];
        for (var user = 0; user < interactions.UserCount; user++)
        {
            foreach (var item in interactions.Items(user))
            {
                _popularity[item] += 1.0 / interactions.UserCount;
            }
        }
    }

    public int UserCount => _interactions.UserCount;

    public int ItemCount => _interactions.ItemCount;

    public FactorModel Factors => _factors;

    public ItemNeighbours Neighbours => _neighbours;

    /// <summary>double[itemCount], 0..1: share of the users that hold the item.</summary>
    public IReadOnlyList<double> Popularity => _popularity;

    /// <param name="interactions">Values at least 0.</param>
    /// <param name="content">itemCount x columnCount of what the items are (Encoding.DenseEncoder); null = not
    /// known.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per half round of the factors.</param>
    /// <exception cref="ArgumentException">Contents of another number of items, a value below 0, or a setting out of
    /// range.</exception>
    public static Recommender Fit(
        Interactions interactions,
        DenseMatrix? content,
        RecommenderOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.ContentWeight is not (>= 0 and <= 1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"ContentWeight is {options.ContentWeight}; expected 0..1."),
                nameof(options)
            );
        }

        if (content is not null && content.RowCount != interactions.ItemCount)
        {
            throw new ArgumentException(
                $"There are contents of {content.RowCount} items where the interactions have "
                    + $"{interactions.ItemCount}; expected one row per item.",
                nameof(content)
            );
        }

        var factors = ImplicitFactors.Fit(interactions, options.Factors, cancellationToken);
        var neighbours = ItemNeighbours.Fit(
            interactions,
            options.NeighbourCount,
            maxThreads: options.Factors.MaxThreads
        );
        return new Recommender(interactions, factors, neighbours, content, options);
    }

    /// <summary>For a user of the fitted table; one without any item gets what is popular.</summary>
    /// <param name="user">0 .. UserCount - 1.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a user of the table.</exception>
    public IReadOnlyList<Recommendation> Next(int user, int count)
    {
        if ((uint)user >= (uint)UserCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(user),
                user,
                $"There are users 0..{UserCount - 1}. For someone new, use NextFor with what they hold."
            );
        }

        return Rank(_factors.UserFactors.Row(user), _interactions.Items(user), count);
    }

    /// <summary>For someone who was not there at fitting.</summary>
    /// <param name="heldItems">Distinct, 0-based; empty = nothing is known: what is popular.</param>
    /// <param name="count">At most so many.</param>
    /// <exception cref="ArgumentException">Not an item of the table.</exception>
    public IReadOnlyList<Recommendation> NextFor(IReadOnlyList<int> heldItems, int count)
    {
        var wrong = heldItems.FirstOrDefault(item => (uint)item >= (uint)ItemCount);
        if (heldItems.Any(item => (uint)item >= (uint)ItemCount))
        {
            throw new ArgumentException(
                $"Item {wrong} is not in the table; expected 0..{ItemCount - 1}.",
                nameof(heldItems)
            );
        }

        int[] held = [.. heldItems.Distinct().Order()];
        var values = new double[held.Length];
        Array.Fill(values, 1);
        return Rank(_factors.FoldIn(held, values, _options.Factors), held, count);
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                _interactions.Write(writer);
                _factors.Write(writer);
                _neighbours.Write(writer);
                writer.Write(_content?.ColumnCount ?? -1);
                writer.WriteArray(_content?.Values ?? []);
                writer.Write(_options.ContentWeight);
                writer.Write(_options.Factors.Regularisation);
                writer.Write(_options.Factors.Confidence);
            }
        );

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static Recommender Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var interactions = Interactions.Read(reader);
                var factors = FactorModel.Read(reader);
                var neighbours = ItemNeighbours.Read(reader);
                var columnCount = reader.ReadInt32();
                var values = reader.ReadDoubles();
                var content = columnCount >= 0 ? new DenseMatrix(values, interactions.ItemCount, columnCount) : null;
                if (
                    factors.ItemBiases.Length != interactions.ItemCount
                    || factors.UserBiases.Length != interactions.UserCount
                    || neighbours.ItemCount != interactions.ItemCount
                )
                {
                    throw new InvalidDataException(
                        "The saved recommender is damaged: its parts are of different sizes. Copy the file again, or "
                            + "fit it again."
                    );
                }

                return new Recommender(
                    interactions,
                    factors,
                    neighbours,
                    content,
                    new RecommenderOptions
                    {
                        ContentWeight = reader.ReadDouble(),
                        Factors = FactorOptions.Default with
                        {
                            FactorCount = factors.ItemFactors.ColumnCount,
                            Regularisation = reader.ReadDouble(),
                            Confidence = reader.ReadDouble(),
                        },
                    }
                );
            }
        );

    /// <summary>The items offered first to a user of the table, without the reasons.</summary>
    internal List<int> Places(int user, int count) =>
        First(_interactions.Items(user), Scores(_factors.UserFactors.Row(user), _interactions.Items(user)), count);

    private Recommendation[] Rank(ReadOnlySpan<double> taste, ReadOnlySpan<int> held, int count)
    {
        var scores = Scores(taste, held);
        var own = held.ToArray();
        return
        [
            .. First(held, scores, count)
                .Select(item => new Recommendation(item, scores[item], Basis(item, own), Reasons(item, own))),
        ];
    }

    /// <summary>Best first; of equals the more popular.</summary>
    private List<int> First(ReadOnlySpan<int> held, double[] scores, int count)
    {
        var isHeld = new HashSet<int>(held.ToArray());
        return
        [
            .. Enumerable
                .Range(0, scores.Length)
                .Where(item => !isHeld.Contains(item))
                .OrderByDescending(item => scores[item])
                .ThenByDescending(item => _popularity[item])
                .ThenBy(item => item)
                .Take(count),
        ];
    }

    private double[] Scores(ReadOnlySpan<double> taste, ReadOnlySpan<int> held)
    {
        var scores = new double[ItemCount];
        var profile = Profile(held);
        for (var item = 0; item < scores.Length; item++)
        {
            scores[item] = held.IsEmpty
                ? _popularity[item]
                : TensorPrimitives.Dot(taste, _factors.ItemFactors.Row(item));
            if (profile is not null)
            {
                scores[item] =
                    (1 - _options.ContentWeight) * scores[item]
                    + _options.ContentWeight * ItemNeighbours.Cosine(profile, _content!.Row(item));
            }
        }

        return scores;
    }

    /// <summary>Sum of the held items' contents at length 1; null without contents or held items.</summary>
    private double[]? Profile(ReadOnlySpan<int> held)
    {
        if (_content is null || held.IsEmpty)
        {
            return null;
        }

        var profile = new double[_content.ColumnCount];
        foreach (var item in held)
        {
            var length = TensorPrimitives.Norm(_content.Row(item));
            if (length > 0)
            {
                TensorPrimitives.MultiplyAdd(_content.Row(item), 1 / length, profile, profile);
            }
        }

        return profile;
    }

    private RecommendationBasis Basis(int item, int[] held) =>
        held.Length == 0 ? RecommendationBasis.Popularity
        : _popularity[item] > 0 || _content is null ? RecommendationBasis.Taste
        : RecommendationBasis.Content;

    private RecommendationReason[] Reasons(int item, int[] held)
    {
        var byUsers = _neighbours
            .NeighboursOf(item)
            .Where(other => Array.BinarySearch(held, other.Item) >= 0)
            .Select(other => new RecommendationReason(other.Item, other.Similarity, false));
        var byContent = _content is null
            ? []
            : held.Select(other => new RecommendationReason(
                    other,
                    ItemNeighbours.Cosine(_content.Row(item), _content.Row(other)),
                    true
                ))
                .Where(reason => reason.Similarity > 0);
        return
        [
            .. byUsers
                .Concat(byContent)
                .OrderByDescending(reason => reason.Similarity * (reason.IsContent ? _options.ContentWeight : 1))
                .ThenBy(reason => reason.Item)
                .DistinctBy(reason => reason.Item)
                .Take(MaxReasons),
        ];
    }
}
