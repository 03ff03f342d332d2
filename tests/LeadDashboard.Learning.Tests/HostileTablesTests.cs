using LeadDashboard.Learning.Anomalies;
using LeadDashboard.Learning.Clustering;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Reduction;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests;

/// <summary>
/// Small random tables of everything that real files hold: missing, constant, huge, tiny, repeated and rare values, few
/// rows. Nothing may throw or leave its range.
/// </summary>
public sealed class HostileTablesTests
{
    private const int TableCount = 60;

    [Fact]
    public void LinearModels_AnyTable_ProbabilitiesStayInRange()
    {
        for (var seed = 0; seed < TableCount; seed++)
        {
            var (table, classes) = Table(seed);
            float[] labels = [.. classes.Select(k => k == 0 ? 1f : 0f)];

            Assert.All(
                ElasticNet.Fit(table, labels, null, ElasticNetOptions.Default).PredictRaw(table),
                raw => Assert.InRange(raw, -100, 100)
            );
            var chances = MultinomialRegression
                .Fit(
                    table,
                    classes,
                    ["high", "mid", "low"],
                    null,
                    MultinomialOptions.Default with
                    {
                        L1Share = seed % 2 * 0.5,
                    }
                )
                .PredictProbabilities(table);
            Assert.All(chances, chance => Assert.InRange(chance, 0, 1));
            Assert.Equal(table.RowCount, chances.Sum(), 1e-9 * table.RowCount);
        }
    }

    [Fact]
    public void Clusters_AnyTable_EveryRowHasOneAndTheObjectiveIsTheirSum()
    {
        for (var seed = 0; seed < TableCount; seed++)
        {
            var (table, _) = Table(seed);
            var matrix = DenseEncoder.Fit(table, DenseOptions.Default).Transform(table);
            var model = KMeans.Fit(matrix, KMeansOptions.Default with { Starts = 2, Seed = seed });
            var clusters = model.Assign(matrix);

            Assert.Equal(table.RowCount, model.Counts.Sum());
            Assert.All(clusters, k => Assert.InRange(k, 0, model.ClusterCount - 1));
            Assert.Equal(
                Enumerable.Range(0, table.RowCount).Sum(row => Math.Pow(model.Distances(matrix.Row(row)).Min(), 2)),
                model.Objective,
                1e-6 * (1 + model.Objective)
            );
            Assert.Equal(
                model.ClusterCount,
                Portraits.Describe(table, clusters, model.ClusterCount, null, PortraitOptions.Default).Count
            );
        }
    }

    [Fact]
    public void Reductions_AnyTable_AreFiniteAndSharesAddUpToOneAtMost()
    {
        for (var seed = 0; seed < TableCount; seed++)
        {
            var (table, classes) = Table(seed);
            var matrix = DenseEncoder.Fit(table, DenseOptions.Default).Transform(table);

            Assert.InRange(Pca.Fit(matrix, PcaOptions.Default).VarianceShares().Sum(), 0, 1 + 1e-9);
            foreach (
                var options in (LinearDiscriminantOptions[])
                    [new(), new() { Shrinkage = 0.5 }, new() { IsShrinkageEstimated = true }]
            )
            {
                var model = LinearDiscriminant.Fit(matrix, classes, ["high", "mid", "low"], options);
                Assert.Equal(table.RowCount, model.Transform(matrix).RowCount);
                Assert.All(model.PredictProbabilities(matrix), chance => Assert.InRange(chance, 0, 1));
            }
        }
    }

    [Fact]
    public void OddRows_AnyTable_ScoresStayInRangeAndSharesAddUp()
    {
        for (var seed = 0; seed < TableCount; seed++)
        {
            var (table, _) = Table(seed);
            var model = OddRows.Fit(table, IsolationForestOptions.Default with { TreeCount = 20, Seed = seed });

            Assert.All(model.Score(table), score => Assert.InRange(score, 0, 1));
            var first = model.Explain(table, 0);
            Assert.Equal(Math.Log2(first.Score), -1 + first.Shares.Sum(), 1e-9);
        }
    }

    private static (FeatureTable Table, int[] Classes) Table(int seed)
    {
        var random = new Random(seed);
        var rowCount = seed < 5 ? seed + 1 : random.Next(2, 80);
        var columns = new List<FeatureColumn>();
        for (var c = random.Next(6); c >= 0; c--)
        {
            if (random.Next(3) == 0)
            {
                var count = random.Next(1, 30);
                columns.Add(
                    FeatureColumn.Category(
                        "c" + c,
                        [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(-1, 1 + random.Next(count)))],
                        [.. Enumerable.Range(0, count).Select(i => "w" + i)]
                    )
                );
                continue;
            }

            var kind = random.Next(6);
            columns.Add(
                FeatureColumn.Number(
                    "n" + c,
                    [
                        .. Enumerable
                            .Range(0, rowCount)
                            .Select(_ =>
                                kind switch
                                {
                                    0 => float.NaN,
                                    1 => 7,
                                    2 => (float)(random.NextDouble() * 1e30),
                                    3 => (float)(1e8 + random.Next(3)),
                                    4 => random.NextDouble() < 0.5 ? float.NaN : random.Next(2),
                                    _ => (float)Math.Exp(random.NextDouble() * 20),
                                }
                            ),
                    ]
                )
            );
        }

        return (
            new FeatureTable(columns, rowCount),
            [.. Enumerable.Range(0, rowCount).Select(_ => random.Next(1 + random.Next(3)))]
        );
    }
}
