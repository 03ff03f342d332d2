using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Linear;

public sealed class LogisticRegressionTests
{
    private static readonly LogisticOptions Straight = LogisticOptions.Default with
    {
        KnotCount = 0,
        Tolerance = 1e-10,
    };

    [Fact]
    public void Fit_StraightLines_EqualsScikitLearn()
    {
        var fixture = LinearFixture.Read();

        var raw = LogisticRegression.Fit(fixture.Table(), fixture.Y, null, Straight).PredictRaw(fixture.Table());

        for (var row = 0; row < raw.Length; row++)
        {
            Assert.Equal(fixture.Decision[row], raw[row], 1e-4);
        }
    }

    [Fact]
    public void Fit_RowTwiceOrWeightTwo_SameModel()
    {
        var fixture = LinearFixture.Read();
        var table = fixture.Table();
        int[] rows = [.. Enumerable.Range(0, 240), .. Enumerable.Range(0, 120)];
        var weights = Enumerable.Range(0, 240).Select(row => row < 120 ? 2f : 1f).ToArray();
        var weighted = LogisticRegression.Fit(table, fixture.Y, weights, Straight).PredictRaw(table);
        var repeated = LogisticRegression
            .Fit(table.SelectRows(rows), [.. rows.Select(row => fixture.Y[row])], null, Straight)
            .PredictRaw(table);

        for (var row = 0; row < 240; row++)
        {
            Assert.Equal(repeated[row], weighted[row], 1e-5);
        }
    }

    [Fact]
    public void Fit_BentEffect_IsFollowedByKnotsAndNotByALine()
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 4000).Select(_ => (float)(random.NextDouble() * 4 - 2)).ToArray();
        var y = x.Select(value => random.NextDouble() < LogOdds.ToProbability(2 - 2 * value * value) ? 1f : 0f)
            .ToArray();
        var table = new FeatureTable([FeatureColumn.Number("x", x)]);

        var bent = LogisticRegression.Fit(table, y, null, LogisticOptions.Default);
        var truth = new FeatureTable([FeatureColumn.Number("x", [-1.5f, 0, 1.5f])]);

        Assert.Equal(
            [2 - 2 * 2.25, 2, 2 - 2 * 2.25],
            bent.PredictRaw(truth),
            (expected, actual) => Math.Abs(expected - actual) < 0.5
        );
        Assert.True(Math.Abs(LogisticRegression.Fit(table, y, null, Straight).PredictRaw(truth)[1] - 2) > 1);
    }

    [Fact]
    public void Explain_AnyRow_BasePlusSharesIsRawScore()
    {
        var fixture = LinearFixture.Read();
        var table = fixture.Table();
        var model = LogisticRegression.Fit(table, fixture.Y, null, LogisticOptions.Default);
        var raw = model.PredictRaw(table);
        var shares = new double[3];

        for (var row = 0; row < table.RowCount; row++)
        {
            Assert.Equal(raw[row], model.Explain(table, row, shares) + shares.Sum(), 1e-9);
        }

        Assert.Equal(raw.Average(), model.Intercept, 1e-9);
    }

    [Fact]
    public void Predict_MissingUnseenAndExtremeValues_StayFiniteAndFlat()
    {
        var fixture = LinearFixture.Read();
        var model = LogisticRegression.Fit(fixture.Table(), fixture.Y, null, LogisticOptions.Default);
        FeatureTable Row(float x0, float x1, int group) =>
            new([
                FeatureColumn.Number("x0", [x0]),
                FeatureColumn.Number("x1", [x1]),
                FeatureColumn.Category("group", [group], ["a", "b", "c"]),
            ]);

        Assert.True(double.IsFinite(model.PredictRaw(Row(float.NaN, float.NaN, -1))[0]));
        Assert.Equal(model.PredictRaw(Row(fixture.X0.Max(), 0, 0))[0], model.PredictRaw(Row(1e30f, 0, 0))[0], 1e-12);
    }

    [Fact]
    public void Fit_OneClassSeparableConstantOrAllMissing_StaysFinite()
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
            LogisticRegression.Fit(table, [0, 0, 1, 1], null, LogisticOptions.Default).PredictRaw(table),
            raw => Assert.True(double.IsFinite(raw))
        );
        Assert.All(
            LogisticRegression.Fit(table, [1, 1, 1, 1], null, LogisticOptions.Default).PredictRaw(table),
            raw => Assert.True(raw > 1)
        );
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_SameBytes()
    {
        var fixture = LinearFixture.Read();
        byte[] Bytes(int threads)
        {
            using var stream = new MemoryStream();
            ModelFile.Write(
                stream,
                LogisticRegression.Fit(
                    fixture.Table(),
                    fixture.Y,
                    null,
                    LogisticOptions.Default with
                    {
                        MaxThreads = threads,
                    }
                )
            );
            return stream.ToArray();
        }

        Assert.Equal(Bytes(1), Bytes(4));
    }

    [Fact]
    public void Read_WhatWasWritten_PredictsTheSame()
    {
        var fixture = LinearFixture.Read();
        var model = LogisticRegression.Fit(fixture.Table(), fixture.Y, null, LogisticOptions.Default);
        using var stream = new MemoryStream();
        ModelFile.Write(stream, model);
        stream.Position = 0;

        var read = ModelFile.Read(stream);

        Assert.Equal("logistic", read.Kind);
        Assert.Equal(model.PredictRaw(fixture.Table()), read.PredictRaw(fixture.Table()));
    }

    [Fact]
    public void Fit_LabelsOfAnotherLength_SaysBothLengths()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            LogisticRegression.Fit(LinearFixture.Read().Table(), [1, 0], null, LogisticOptions.Default)
        );

        Assert.Contains("2 labels for 240 rows", error.Message, StringComparison.Ordinal);
    }
}
