using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>How often the one item that was hidden from each user comes back among the first offers.</summary>
/// <param name="UserCount">Users tried: those that hold at least two items.</param>
/// <param name="OfferCount">Offers looked at.</param>
/// <param name="HitRate">0..1, of the recommender; NaN when no user could be tried.</param>
/// <param name="PopularHitRate">0..1, of offering everyone what is popular and not held: what the recommender has to
/// beat.</param>
/// <param name="MeanReciprocalRank">0..1: mean of 1 / place of the hidden item, 0 when it is not among the
/// offers.</param>
public sealed record RecommendationQuality(
    int UserCount,
    int OfferCount,
    double HitRate,
    double PopularHitRate,
    double MeanReciprocalRank
)
{
    /// <summary>
    /// Hides one random item of every user with at least two, fits on the rest, and looks for it among the first offers
    /// (leave one out).
    /// </summary>
    /// <param name="interactions">Values at least 0.</param>
    /// <param name="content">itemCount x columnCount; null = not known.</param>
    /// <param name="options">Of the recommender.</param>
    /// <param name="offerCount">At least 1.</param>
    /// <param name="seed">Which items are hidden.</param>
    /// <param name="cancellationToken">Asked once per half round of the factors.</param>
    /// <exception cref="ArgumentException">As Recommender.Fit; or no offers.</exception>
    public static RecommendationQuality Measure(
        Interactions interactions,
        DenseMatrix? content,
        RecommenderOptions options,
        int offerCount,
        int seed,
        CancellationToken cancellationToken = default
    )
    {
        if (offerCount < 1)
        {
            throw new ArgumentException($"offerCount is {offerCount}; expected at least 1.", nameof(offerCount));
        }

        var hidden = new int[interactions.UserCount];
        var kept = new List<(int User, int Item, double Value)>();
        for (var user = 0; user < hidden.Length; user++)
        {
            var items = interactions.Items(user);
            var place = items.Length >= 2 ? new SeedStream(seed, user).Next(items.Length) : -1;
            hidden[user] = place < 0 ? -1 : items[place];
            for (var n = 0; n < items.Length; n++)
            {
                if (n != place)
                {
                    kept.Add((user, items[n], interactions.Values(user)[n]));
                }
            }
        }

        var seen = Interactions.From(interactions.UserCount, interactions.ItemCount, kept);
        var recommender = Recommender.Fit(seen, content, options, cancellationToken);
        int[] byPopularity =
        [
            .. Enumerable
                .Range(0, seen.ItemCount)
                .OrderByDescending(item => recommender.Popularity[item])
                .ThenBy(item => item),
        ];
        double tried = 0,
            hits = 0,
            popularHits = 0,
            reciprocal = 0;
        for (var user = 0; user < hidden.Length; user++)
        {
            if (hidden[user] < 0)
            {
                continue;
            }

            tried++;
            var place = recommender.Places(user, offerCount).IndexOf(hidden[user]);
            hits += place >= 0 ? 1 : 0;
            reciprocal += place >= 0 ? 1.0 / (place + 1) : 0;
            var held = seen.Items(user).ToArray();
            popularHits += byPopularity
                .Where(item => Array.BinarySearch(held, item) < 0)
                .Take(offerCount)
                .Contains(hidden[user])
                ? 1
                : 0;
        }

        return new RecommendationQuality(
            (int)tried,
            offerCount,
            hits / tried,
            popularHits / tried,
            tried > 0 ? reciprocal / tried : 0
        );
    }
}
