using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Calibration;

/// <summary>
/// Uncertainty of a score, lead by lead: boosted trees with the gamma loss learn the mean squared
/// distance, in log-odds, between ways to
/// learn that are equally good, from the features themselves. Where few leads are alike, models of other samples
/// disagree, and the uncertainty grows.
/// </summary>
public sealed class UncertaintyModel
{
    private const double Smallest = 1e-4;

    private readonly BoostedTreesModel _trees;

    private UncertaintyModel(BoostedTreesModel trees) => _trees = trees;

    private static BoostedTreesOptions Settings { get; } =
        new()
        {
            Loss = LossKind.Gamma,
            TreeCount = 60,
            LearningRate = 0.1,
            MaxDepth = 4,
            LeafCount = 12,
            MinRowsPerLeaf = 30,
            MinHessian = 10,
            L2 = 10,
        };

    /// <param name="table">rowCount x columnCount, as the scorer reads it.</param>
    /// <param name="squaredDistances">double[rowCount] &gt;= 0, squared log-odds.</param>
    /// <param name="seed">Of the trees.</param>
    /// <param name="maxThreads">At least 1; changes the time only.</param>
    /// <param name="cancellationToken">Asked before every tree.</param>
    public static UncertaintyModel Fit(
        FeatureTable table,
        double[] squaredDistances,
        int seed,
        int maxThreads,
        CancellationToken cancellationToken = default
    )
    {
        float[] targets = [.. squaredDistances.Select(distance => (float)Math.Max(Smallest, distance))];
        return new UncertaintyModel(
            BoostedTrees.Fit(
                table,
                targets,
                null,
                Settings with
                {
                    Seed = seed,
                    MaxThreads = maxThreads,
                },
                null,
                cancellationToken
            )
        );
    }

    /// <summary>double[rowCount] &gt; 0: standard deviation of each score, in log-odds.</summary>
    public double[] Deviations(FeatureTable table, int maxThreads = 1)
    {
        var deviations = _trees.PredictRaw(table, maxThreads);
        for (var row = 0; row < deviations.Length; row++)
        {
            deviations[row] = Math.Exp(deviations[row] / 2);
        }

        return deviations;
    }

    public void Write(BinaryWriter writer) => ModelFile.Write(writer, _trees);

    /// <exception cref="InvalidDataException">Not a model of this kind.</exception>
    public static UncertaintyModel Read(BinaryReader reader) =>
        ModelFile.Read(reader) is BoostedTreesModel trees
            ? new UncertaintyModel(trees)
            : throw new InvalidDataException(
                "The range of the model is of a kind that this program does not know. Use the program that wrote it, "
                    + "or train again."
            );
}
