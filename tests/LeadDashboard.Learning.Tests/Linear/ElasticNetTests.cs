using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.Linear;

public sealed class ElasticNetTests
{
    private static readonly ElasticNetOptions Straight = ElasticNetOptions.Default with { KnotCount = 0 };

    [Theory]
    [InlineData("net")]
    [InlineData("lasso")]
    [InlineData("weighted")]
    [InlineData("balanced")]
    public void Fit_StraightLines_CoefficientsAndObjectiveOfScikitLearn(string name)
    {
        var fixture = PenalisedFixture.Read();
        var reference = name switch
        {
            "net" => fixture.ElasticNet,
            "lasso" => fixture.Lasso,
            "weighted" => fixture.Weighted,
            _ => fixture.Balanced,
        };
        var weights = name == "weighted" ? fixture.Weight : null;
        var options = Straight with
        {
            Penalty = 1 / reference.C,
            L1Share = reference.Share,
            IsBalanced = reference.Balanced,
        };
        var design = LogisticDesign.Build(fixture.Table(), weights, options.Design());

        var found = ElasticNet.Coefficients(design, fixture.Y, weights, options, CancellationToken.None);
        var raw = ElasticNet.Fit(fixture.Table(), fixture.Y, weights, options).PredictRaw(fixture.Table());

        var balance = fixture.Y.Average();
        var objective = reference.Penalty(found);
        for (var row = 0; row < raw.Length; row++)
        {
            var weight =
                (weights?[row] ?? 1) * (reference.Balanced ? 0.5 / (fixture.Y[row] == 1 ? balance : 1 - balance) : 1);
            objective += weight * LogOdds.Loss(raw[row], fixture.Y[row]);
        }

        PenalisedFixture.AssertClose(reference.Joined(), found, 1e-5);
        Assert.Equal(reference.Objective, objective, 1e-6 * reference.Objective);
        Assert.Equal(reference.Joined().Select(b => b == 0), found.Select(b => b == 0));
    }

    [Fact]
    public void Fit_OnlySomeColumnsMatter_LassoKeepsThemAndDropsTheNoise()
    {
        var random = new Random(4);
        var columns = Enumerable
            .Range(0, 30)
            .Select(_ => Enumerable.Range(0, 1500).Select(_ => (float)(random.NextDouble() * 2 - 1)).ToArray())
            .ToArray();
        var labels = Enumerable
            .Range(0, 1500)
            .Select(i => random.NextDouble() < LogOdds.ToProbability(3 * columns[0][i] - 2 * columns[1][i]) ? 1f : 0f)
            .ToArray();
        var table = new FeatureTable([.. columns.Select((x, c) => FeatureColumn.Number("x" + c, x))]);

        var model = ElasticNet.Fit(table, labels, null, Straight with { L1Share = 1, Penalty = 40 });

        var used = Enumerable.Range(0, 30).Where(c => model.Effects[c].Values.Any(value => value != 0)).ToArray();
        Assert.Equal([0, 1], used);
    }

    [Fact]
    public void Fit_NoL1_EqualsRidgeOfLogisticRegression()
    {
        var fixture = PenalisedFixture.Read();

        var net = ElasticNet
            .Fit(fixture.Table(), fixture.Y, null, Straight with { L1Share = 0 })
            .PredictRaw(fixture.Table());
        var ridge = LogisticRegression
            .Fit(fixture.Table(), fixture.Y, null, new LogisticOptions { KnotCount = 0, Tolerance = 1e-10 })
            .PredictRaw(fixture.Table());

        PenalisedFixture.AssertClose(ridge, net, 1e-6);
    }

    [Fact]
    public void Fit_ProximalGradientTwin_SameOptimum()
    {
        var fixture = PenalisedFixture.Read();
        var options = Straight with { Penalty = 4, L1Share = 0.7 };
        var design = LogisticDesign.Build(fixture.Table(), null, options.Design());

        var twin = Ista(design, fixture.Y, 4 * 0.3, 4 * 0.7);

        PenalisedFixture.AssertClose(
            twin,
            ElasticNet.Coefficients(design, fixture.Y, null, options, CancellationToken.None),
            1e-6
        );
    }

    [Fact]
    public void Fit_WonRowsWeighTwo_SameAsSampleWeights()
    {
        var fixture = PenalisedFixture.Read();
        var flat = new FeatureTable([FeatureColumn.Category("group", fixture.Group, ["a", "b", "c"])]);

        var byClass = ElasticNet.Fit(flat, fixture.Y, null, Straight with { WonWeight = 2 }).PredictRaw(flat);
        var byRow = ElasticNet.Fit(flat, fixture.Y, [.. fixture.Y.Select(y => 1 + y)], Straight).PredictRaw(flat);

        PenalisedFixture.AssertClose(byRow, byClass, 1e-6);
    }

    [Fact]
    public void Fit_OneRowOneClassConstantAllMissingOrNoColumns_StaysFinite()
    {
        float[] constant = [1, 1, 1, 1],
            missing = [float.NaN, float.NaN, float.NaN, float.NaN],
            separable = [0, 0, 1, 1];
        var table = new FeatureTable([
            FeatureColumn.Number("c", constant),
            FeatureColumn.Number("m", missing),
            FeatureColumn.Number("s", separable),
        ]);

        Assert.All(
            ElasticNet.Fit(table, [0, 0, 1, 1], null, Straight).PredictRaw(table),
            raw => Assert.True(double.IsFinite(raw))
        );
        Assert.All(
            ElasticNet.Fit(table, [1, 1, 1, 1], null, Straight).PredictRaw(table),
            raw => Assert.InRange(raw, 1, 40)
        );
        Assert.All(
            ElasticNet.Fit(table.SelectRows([0]), [0], null, Straight).PredictRaw(table),
            raw => Assert.InRange(raw, -40, 0)
        );
        Assert.All(
            ElasticNet.Fit(new FeatureTable([], 4), [1, 1, 0, 0], null, Straight).PredictRaw(table.SelectColumns([])),
            raw => Assert.Equal(0, raw, 1e-9)
        );
    }

    [Fact]
    public void Fit_MoreThanMaxRows_TakesThemEvenly()
    {
        var (table, labels) = Made.Leads(1_000);
        int[] even = [.. Enumerable.Range(0, 500).Select(i => 2 * i)];

        var thinned = ElasticNet.Fit(table, labels, null, Straight with { MaxRows = 500 });
        var half = ElasticNet.Fit(table.SelectRows(even), [.. even.Select(row => labels[row])], null, Straight);

        Assert.Equal(Made.Bytes(half), Made.Bytes(thinned));
    }

    [Fact]
    public void Fit_EmptyInfiniteOrWrongSettings_SayWhatIsWrong()
    {
        var infinite = new FeatureTable([FeatureColumn.Number("x", [1, float.PositiveInfinity])]);

        Assert.Contains("no rows", Refusal(new FeatureTable([]), [], Straight), StringComparison.Ordinal);
        Assert.Contains("Column 'x', row 2 is infinite", Refusal(infinite, [0, 1], Straight), StringComparison.Ordinal);
        Assert.Contains(
            "L1Share is 2; expected 0..1",
            Refusal(infinite, [0, 1], Straight with { L1Share = 2 }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Penalty is NaN",
            Refusal(infinite, [0, 1], Straight with { Penalty = double.NaN }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Fit_AnyThreads_SameBytesAndReadBackTheSame()
    {
        var (table, labels) = Made.Leads(3_000);
        var model = ElasticNet.Fit(table, labels, null, ElasticNetOptions.Default);
        var bytes = Made.Bytes(model);

        Assert.Equal(
            bytes,
            Made.Bytes(ElasticNet.Fit(table, labels, null, ElasticNetOptions.Default with { MaxThreads = 3 }))
        );
        var again = ModelFile.Read(new MemoryStream(bytes));
        Assert.Equal("elastic-net", again.Kind);
        Assert.Equal(model.PredictRaw(table), again.PredictRaw(table));
    }

    private static string Refusal(FeatureTable table, float[] labels, ElasticNetOptions options) =>
        Assert.Throws<ArgumentException>(() => ElasticNet.Fit(table, labels, null, options)).Message;

    /// <summary>Plain proximal gradient descent, slow and obvious.</summary>
    private static double[] Ista(LogisticDesign design, float[] labels, double ridge, double lasso)
    {
        var b = new double[design.CoefficientCount];
        var step = 1.0 / 120;
        for (var iteration = 0; iteration < 2_000; iteration++)
        {
            var gradient = new double[b.Length];
            for (var row = 0; row < labels.Length; row++)
            {
                var indexes = design.Indexes.AsSpan(row * design.EntriesPerRow, design.EntriesPerRow);
                var values = design.Values.AsSpan(row * design.EntriesPerRow, design.EntriesPerRow);
                double raw = 0;
                for (var e = 0; e < indexes.Length; e++)
                {
                    raw += b[indexes[e]] * values[e];
                }

                var residual = LogOdds.ToProbability(raw) - labels[row];
                for (var e = 0; e < indexes.Length; e++)
                {
                    gradient[indexes[e]] += residual * values[e];
                }
            }

            for (var i = 0; i < b.Length; i++)
            {
                var moved = b[i] - step * (gradient[i] + (i == 0 ? 0 : ridge * b[i]));
                b[i] = i == 0 ? moved : Math.Sign(moved) * Math.Max(0, Math.Abs(moved) - step * lasso);
            }
        }

        return b;
    }
}
