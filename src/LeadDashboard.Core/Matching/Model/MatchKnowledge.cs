using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>
/// What a search learnt, kept for the next one. Merging takes away the true pairs that the next search would learn
/// from; without this the pairs left over would lose their probability although their leads did not change.
/// </summary>
/// <param name="TruePairs">Expected number of true pairs it was learnt from, 0 or more.</param>
/// <param name="PairsPerRow">TruePairs divided by the rows that were compared.</param>
public sealed record MatchKnowledge(MatchModel Model, double TruePairs, double PairsPerRow)
{
    /// <summary>
    /// So many true pairs outweigh the shares that a fit starts from: from there on the newer data are believed.
    /// </summary>
    internal const double Enough = 100;

    internal static MatchKnowledge Build(MatchTable table, MatchModel model)
    {
        var pairs = model.Prior * table.PairCount;
        return new MatchKnowledge(model, pairs, pairs / Math.Max(1, table.RowCount));
    }

    /// <summary>Less evidence than this was learnt from, and less than is enough: this knows more.</summary>
    internal bool KnowsMoreThan(MatchKnowledge fresh) => fresh.TruePairs < Math.Min(TruePairs, Enough);

    /// <summary>
    /// The shares from here, by the names of the fields; those of fields that were not compared then, and how many
    /// pairs are true, from the rows at hand.
    /// </summary>
    internal MatchModel ApplyTo(MatchModel fresh)
    {
        var places = fresh.Fields.Select(PlaceOf).ToArray();
        return fresh with
        {
            MatchShare = Shares(Model.MatchShare, fresh.MatchShare, places),
            StrangerShare = Shares(Model.StrangerShare, fresh.StrangerShare, places),
            GivenShare =
            [
                .. places.Select(
                    (place, field) =>
                        place < 0
                            ? fresh.GivenShare[field]
                            : Shares(Model.GivenShare[place], fresh.GivenShare[field], places)
                ),
            ],
        };
    }

    /// <summary>
    /// As many true pairs per row as there were when this was learnt; never fewer than the model says.
    /// </summary>
    internal double PriorFor(MatchTable table, MatchModel model) =>
        Math.Max(model.Prior, Math.Min(0.5, PairsPerRow * table.RowCount / Math.Max(1.0, table.PairCount)));

    private static double[][] Shares(double[][] known, double[][] fresh, int[] places) =>
        [.. places.Select((place, field) => place < 0 ? fresh[field] : known[place])];

    /// <summary>-1 = the field was not compared.</summary>
    private int PlaceOf(MatchField field)
    {
        for (var i = 0; i < Model.MatchShare.Length; i++)
        {
            if (Model.Fields[i] == field)
            {
                return i;
            }
        }

        return -1;
    }
}
