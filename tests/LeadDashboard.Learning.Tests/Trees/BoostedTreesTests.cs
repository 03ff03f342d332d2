using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class BoostedTreesTests
{
    private static readonly BoostedTreesOptions Small = new() { TreeCount = 20, LeafCount = 8 };

    [Fact]
    public void Fit_KnownRule_BeatsTheConstantAndComesNearTheTruth()
    {
        var (table, labels) = Made.Leads(20_000);
        var (freshTable, freshLabels) = Made.Leads(20_000, seed: 2);
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 60, LeafCount = 15 });

        var raw = model.PredictRaw(freshTable);

        var truth = Made.TrueLogOdds(freshTable).ToArray();
        Assert.InRange(Made.LogLoss(raw, freshLabels), 0, Made.LogLoss(truth, freshLabels) + 0.005);
    }

    [Theory]
    [InlineData(1.0, 1.0)]
    [InlineData(0.7, 0.5)]
    public void Fit_OneOrMoreThreads_SameBytes(double rowSampling, double columnSampling)
    {
        var (table, labels) = Made.Leads(30_000);
        var options = Small with { RowSampling = rowSampling, ColumnSampling = columnSampling, Seed = 5 };

        var one = BoostedTrees.Fit(table, labels, null, options);
        var three = BoostedTrees.Fit(table, labels, null, options with { MaxThreads = 3 });

        Assert.Equal(Made.Bytes(one), Made.Bytes(three));
        Assert.Equal(one.PredictRaw(table), three.PredictRaw(table, maxThreads: 3));
    }

    [Fact]
    public void Fit_AnotherSeedWithSampling_AnotherModel()
    {
        var (table, labels) = Made.Leads(2_000);

        var first = BoostedTrees.Fit(table, labels, null, Small with { RowSampling = 0.5, Seed = 1 });
        var second = BoostedTrees.Fit(table, labels, null, Small with { RowSampling = 0.5, Seed = 2 });

        Assert.NotEqual(Made.Bytes(first), Made.Bytes(second));
    }

    [Fact]
    public void Fit_MonotoneColumn_ScoreNeverFalls()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 4000).Select(_ => (float)random.NextDouble()).ToArray();
        var z = Enumerable.Range(0, 4000).Select(_ => (float)random.NextDouble()).ToArray();
        var labels = x.Select((v, i) => random.NextDouble() < 0.3 + (0.3 * Math.Sin(9 * v)) + (0.2 * z[i]) ? 1f : 0f)
            .ToArray();
        var table = new FeatureTable([FeatureColumn.Number("x", x), FeatureColumn.Number("z", z)]);
        var grid = new FeatureTable([
            FeatureColumn.Number("x", [.. Enumerable.Range(0, 200).Select(i => i / 200f)]),
            FeatureColumn.Number("z", [.. Enumerable.Repeat(0.4f, 200)]),
        ]);

        var free = BoostedTrees.Fit(table, labels, null, Small).PredictRaw(grid);
        var bound = BoostedTrees
            .Fit(
                table,
                labels,
                null,
                Small with
                {
                    MonotoneConstraints = new Dictionary<string, int>(StringComparer.Ordinal) { ["x"] = 1 },
                }
            )
            .PredictRaw(grid);

        Assert.Contains(free.Zip(free.Skip(1)), pair => pair.Second < pair.First);
        Assert.All(bound.Zip(bound.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.True(bound[^1] > bound[0]);
    }

    [Fact]
    public void Fit_EarlyStopping_KeepsTheBestRound()
    {
        var (table, labels) = Made.Leads(600);
        var (other, otherLabels) = Made.Leads(600, seed: 9);
        var options = Small with { TreeCount = 300, LearningRate = 0.3, EarlyStoppingRounds = 10 };

        var stopped = BoostedTrees.Fit(table, labels, null, options, validation: (other, otherLabels));
        var full = BoostedTrees.Fit(table, labels, null, options);

        Assert.InRange(stopped.TreeCount, 1, 200);
        Assert.Equal(300, full.TreeCount);
        Assert.True(
            Made.LogLoss(stopped.PredictRaw(other), otherLabels) < Made.LogLoss(full.PredictRaw(other), otherLabels)
        );
    }

    [Fact]
    public void ValidationLosses_EveryNumberOfTrees_IsTheLossOfThatModel()
    {
        var (table, labels) = Made.Leads(600);
        var (other, otherLabels) = Made.Leads(600, seed: 9);
        var options = Small with { TreeCount = 30 };

        var losses = BoostedTrees.ValidationLosses(table, labels, options, (other, otherLabels));

        Assert.Equal(31, losses.Count);
        foreach (var count in new[] { 0, 1, 12, 30 })
        {
            Assert.Equal(
                Made.LogLoss(
                    BoostedTrees.Fit(table, labels, null, options with { TreeCount = count }).PredictRaw(other),
                    otherLabels
                ),
                losses[count],
                1e-6
            );
        }
    }

    [Fact]
    public void ValidationLosses_Rescaled_NeverAboveThePlainOnes()
    {
        var (table, labels) = Made.Leads(600);
        var (other, otherLabels) = Made.Leads(600, seed: 9);
        var options = Small with { TreeCount = 80, LearningRate = 0.3 };

        var plain = BoostedTrees.ValidationLosses(table, labels, options, (other, otherLabels));
        var rescaled = BoostedTrees.ValidationLosses(
            table,
            labels,
            options with
            {
                StopsByRescaledLoss = true,
            },
            (other, otherLabels)
        );

        Assert.All(
            plain.Zip(rescaled),
            pair => Assert.True(pair.Second <= pair.First + 1e-3, $"{pair.Second} against {pair.First}")
        );
        Assert.True(
            rescaled[80] < plain[80] - 0.02,
            "Too many large steps shout too loud; the line through the scores turns them down."
        );
    }

    [Fact]
    public void Problems_RescaledLossOfAmounts_IsRefused() =>
        Assert.Contains(
            new BoostedTreesOptions { Loss = LossKind.Gamma, StopsByRescaledLoss = true }.Problems(),
            problem => problem.Contains(nameof(BoostedTreesOptions.StopsByRescaledLoss), StringComparison.Ordinal)
        );

    [Fact]
    public void Fit_WeightTwo_SameAsRowTwice()
    {
        var (table, labels) = Made.Leads(240); // few enough that every value has its own bin either way
        int[] twice = [.. Enumerable.Range(0, 240), .. Enumerable.Range(0, 100)];
        var options = Small with { MinRowsPerLeaf = 1, MinHessian = 5 };

        var repeated = BoostedTrees
            .Fit(table.SelectRows(twice), [.. twice.Select(i => labels[i])], null, options)
            .PredictRaw(table);
        var weighted = BoostedTrees
            .Fit(table, labels, [.. Enumerable.Range(0, 240).Select(i => i < 100 ? 2f : 1f)], options)
            .PredictRaw(table);

        Assert.All(repeated.Zip(weighted), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [InlineData(LossKind.Squared)]
    [InlineData(LossKind.Gamma)]
    public void Fit_Amounts_PredictsTheMeanOfEachGroup(LossKind loss)
    {
        var x = Enumerable.Range(0, 1000).Select(i => (float)(i % 2)).ToArray();
        var labels = Enumerable
            .Range(0, 1000)
            .Select(i => (i % 2 == 0 ? 10f : 40f) * (1 + (0.1f * (i / 2 % 3)) - 0.1f))
            .ToArray();
        var table = new FeatureTable([FeatureColumn.Number("x", x)]);

        var raw = BoostedTrees
            .Fit(
                table,
                labels,
                null,
                new BoostedTreesOptions
                {
                    Loss = loss,
                    TreeCount = 200,
                    L2 = 0,
                }
            )
            .PredictRaw(table);

        var means = new[] { 0, 1 }
            .Select(g => Enumerable.Range(0, 1000).Where(i => i % 2 == g).Average(i => labels[i]))
            .ToArray();
        var got = loss == LossKind.Gamma ? raw.Select(Math.Exp).ToArray() : raw;
        Assert.Equal(means[0], got[0], 0.01);
        Assert.Equal(means[1], got[1], 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fit_OneClass_ScoresTowardsIt(int only)
    {
        var (table, _) = Made.Leads(50);

        var raw = BoostedTrees.Fit(table, [.. Enumerable.Repeat((float)only, 50)], null, Small).PredictRaw(table);

        Assert.All(raw, f => Assert.True(double.IsFinite(f) && (only == 1 ? f > 3 : f < -3)));
    }

    [Fact]
    public void Fit_NoTreesFromRawZero_SaysHalf()
    {
        var (table, labels) = Made.Leads(50);

        var model = BoostedTrees.Fit(table, labels, null, Small with { TreeCount = 0, StartsFromMean = false });

        Assert.All(model.PredictRaw(table), raw => Assert.Equal(0, raw));
    }

    [Fact]
    public void Fit_OneRow_IsTheConstant()
    {
        var (table, _) = Made.Leads(1);

        var model = BoostedTrees.Fit(table, [1], null, Small with { MinRowsPerLeaf = 1 });

        Assert.True(double.IsFinite(model.PredictRaw(table)[0]));
    }

    [Fact]
    public void Fit_AllMissingConstantOrUnusedColumns_AreIgnored()
    {
        var (table, labels) = Made.Leads(2_000);
        var poor = new FeatureTable([
            FeatureColumn.Number("empty", [.. Enumerable.Repeat(float.NaN, 2_000)]),
            FeatureColumn.Number("constant", [.. Enumerable.Repeat(7f, 2_000)]),
            FeatureColumn.Category("none", [.. Enumerable.Repeat(-1, 2_000)], []),
            table.Columns[0],
        ]);

        var model = BoostedTrees.Fit(poor, labels, null, Small);

        Assert.Equal([0, 0, 0, 1], model.Importance());
    }

    [Fact]
    public void Fit_NoColumns_IsTheBaseRate()
    {
        var model = BoostedTrees.Fit(new FeatureTable([], 4), [1, 0, 0, 0], null, Small);

        Assert.Equal(Math.Log(1.0 / 3), model.PredictRaw(new FeatureTable([], 1))[0], 1e-6);
    }

    [Fact]
    public void Fit_NoRows_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(new FeatureTable([]), [], null, Small));
        Assert.Contains("no rows", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(2f)]
    public void Fit_ImpossibleLabel_NamesTheRow(float label)
    {
        var (table, labels) = Made.Leads(10);
        labels[3] = label;

        var error = Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(table, labels, null, Small));

        Assert.Contains("row 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_InfiniteNumber_NamesColumnAndRow()
    {
        var table = new FeatureTable([FeatureColumn.Number("age", [1, float.NegativeInfinity])]);

        var error = Assert.Throws<ArgumentException>(() => BoostedTrees.Fit(table, [0, 1], null, Small));

        Assert.Contains("'age' holds an infinite number in row 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OptionsOutOfRange_NamesAllAtOnce()
    {
        var (table, labels) = Made.Leads(10);

        var error = Assert.Throws<ArgumentException>(() =>
            BoostedTrees.Fit(table, labels, null, Small with { LearningRate = 0, LeafCount = 1 })
        );

        Assert.Contains(
            "LearningRate is 0; expected above 0, at most 1. LeafCount is 1",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        var (table, labels) = Made.Leads(100);

        Assert.Throws<OperationCanceledException>(() =>
            BoostedTrees.Fit(table, labels, null, Small, ct: new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public void PredictRaw_OtherColumns_SaysWhich()
    {
        var (table, labels) = Made.Leads(100);
        var model = BoostedTrees.Fit(table, labels, null, Small);

        var error = Assert.Throws<ArgumentException>(() => model.PredictRaw(table.SelectColumns([3, 1, 2, 0])));

        Assert.Contains(
            "Column 1 'job' is a Category where the model was fitted on 'x', a Number",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void PredictRaw_UnseenCategory_IsTreatedAsMissing()
    {
        var (table, labels) = Made.Leads(3_000);
        var model = BoostedTrees.Fit(table, labels, null, Small);
        var names = table.Columns[3].Categories;
        FeatureTable One(int code) =>
            new([
                table.Columns[0].Select([0]),
                table.Columns[1].Select([0]),
                table.Columns[2].Select([0]),
                FeatureColumn.Category("job", [code], [.. names, "new"]),
            ]);

        Assert.Equal(model.PredictRaw(One(-1)), model.PredictRaw(One(12)));
    }
}
