using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Linear;

public sealed class MultinomialRegressionTests
{
    private static readonly MultinomialOptions Straight = MultinomialOptions.Default with
    {
        KnotCount = 0,
        Tolerance = 1e-8,
    };

    [Theory]
    [InlineData("ridge")]
    [InlineData("weighted")]
    [InlineData("balanced")]
    [InlineData("net")]
    public void Fit_StraightLines_CoefficientsAndObjectiveOfScikitLearn(string name)
    {
        var fixture = PenalisedFixture.Read();
        var reference = name switch
        {
            "ridge" => fixture.Softmax,
            "weighted" => fixture.SoftmaxWeighted,
            "balanced" => fixture.SoftmaxBalanced,
            _ => fixture.SoftmaxNet,
        };
        var weights = name == "weighted" ? fixture.Weight : null;
        var options = Straight with
        {
            Penalty = 1 / reference.C,
            L1Share = reference.Share,
            IsBalanced = reference.Balanced,
        };
        var design = LogisticDesign.Build(fixture.Table(), weights, new LogisticOptions { KnotCount = 0 });
        var totals = ClassLabels.Totals(fixture.K, weights, 3);

        var found = MultinomialRegression.Coefficients(
            design,
            fixture.K,
            weights,
            totals,
            [0, 1, 2],
            options,
            CancellationToken.None
        );
        var model = MultinomialRegression.Fit(fixture.Table(), fixture.K, PenalisedFixture.Classes, weights, options);

        var probabilities = model.PredictProbabilities(fixture.Table());
        var objective = reference.Penalty(found);
        for (var row = 0; row < fixture.K.Length; row++)
        {
            var weight = (weights?[row] ?? 1) * (reference.Balanced ? 240 / (3 * totals[fixture.K[row]]) : 1);
            objective -= weight * Math.Log(probabilities[row * 3 + fixture.K[row]]);
        }

        PenalisedFixture.AssertClose(reference.Joined(), found, 1e-5);
        Assert.Equal(reference.Objective, objective, 1e-6 * reference.Objective);
    }

    [Fact]
    public void Fit_KnownSoftmax_RecoversTrueProbabilities()
    {
        var (table, labels, truth) = Tiers(20_000);

        var probabilities = MultinomialRegression
            .Fit(table, labels, PenalisedFixture.Classes, null, Straight)
            .PredictProbabilities(table);

        Assert.InRange(probabilities.Zip(truth, (p, t) => Math.Abs(p - t)).Average(), 0, 0.01);
    }

    [Fact]
    public void Fit_TwoClasses_SameChancesAsLogisticRegressionWithTwiceThePenalty()
    {
        // Two mirrored coefficients share the penalty: 2 * (b / 2)^2 = b^2 / 2.
        var fixture = PenalisedFixture.Read();

        var softmax = MultinomialRegression
            .Fit(
                fixture.Table(),
                [.. fixture.Y.Select(y => (int)y)],
                ["lost", "won"],
                null,
                Straight with
                {
                    Penalty = 2,
                }
            )
            .PredictProbabilities(fixture.Table());
        var logistic = LogisticRegression
            .Fit(fixture.Table(), fixture.Y, null, new LogisticOptions { KnotCount = 0, Tolerance = 1e-10 })
            .PredictRaw(fixture.Table());

        for (var row = 0; row < logistic.Length; row++)
        {
            Assert.Equal(LogOdds.ToProbability(logistic[row]), softmax[row * 2 + 1], 1e-6);
        }
    }

    [Fact]
    public void PredictProbabilities_AnyRow_AddUpToOneAndPredictTakesTheLargest()
    {
        var (table, labels, _) = Tiers(500);
        var model = MultinomialRegression.Fit(
            table,
            labels,
            PenalisedFixture.Classes,
            null,
            MultinomialOptions.Default
        );

        var probabilities = model.PredictProbabilities(table);
        var predicted = model.Predict(table);

        for (var row = 0; row < table.RowCount; row++)
        {
            var own = probabilities[(row * 3)..(row * 3 + 3)];
            Assert.All(own, p => Assert.InRange(p, 0, 1));
            Assert.Equal(1, own.Sum(), 1e-12);
            Assert.Equal(own.Max(), own[predicted[row]]);
        }
    }

    [Fact]
    public void Explain_AnyRowAndClass_BasePlusSharesIsTheCentredRawScore()
    {
        var (table, labels, _) = Tiers(300);
        var model = MultinomialRegression.Fit(
            table,
            labels,
            PenalisedFixture.Classes,
            null,
            MultinomialOptions.Default
        );
        var raw = model.ClassModels.Select(own => own.PredictRaw(table)).ToArray();
        var shares = new double[table.ColumnCount];

        for (var k = 0; k < 3; k++)
        {
            Assert.Equal(
                raw[k][7] - raw.Average(own => own[7]),
                model.Explain(table, 7, k, shares) + shares.Sum(),
                1e-9
            );
        }
    }

    [Fact]
    public void Fit_AClassThatNeverOccurs_GetsTheChanceOfHalfARow()
    {
        var table = new FeatureTable([FeatureColumn.Number("x", [0, 1, 0, 1])]);

        var two = MultinomialRegression
            .Fit(table, [0, 2, 0, 2], PenalisedFixture.Classes, null, Straight)
            .PredictProbabilities(table);
        var one = MultinomialRegression
            .Fit(table, [2, 2, 2, 2], PenalisedFixture.Classes, null, Straight)
            .PredictProbabilities(table);

        Assert.All(Enumerable.Range(0, 4), row => Assert.InRange(two[row * 3 + 1], 1e-6, 0.12));
        Assert.All(Enumerable.Range(0, 4), row => Assert.InRange(one[row * 3 + 2], 0.8, 0.9));
    }

    [Fact]
    public void Fit_ConstantAllMissingOrOneRow_StaysFinite()
    {
        float[] constant = [1, 1, 1, 1],
            missing = [float.NaN, float.NaN, float.NaN, float.NaN],
            separable = [0, 0, 1, 2];
        var table = new FeatureTable([
            FeatureColumn.Number("c", constant),
            FeatureColumn.Number("m", missing),
            FeatureColumn.Number("s", separable),
        ]);

        Assert.All(
            MultinomialRegression
                .Fit(table, [0, 0, 1, 2], PenalisedFixture.Classes, null, Straight)
                .PredictProbabilities(table),
            p => Assert.InRange(p, 0, 1)
        );
        Assert.All(
            MultinomialRegression
                .Fit(table.SelectRows([0]), [1], PenalisedFixture.Classes, null, Straight)
                .PredictProbabilities(table),
            p => Assert.InRange(p, 0, 1)
        );
    }

    [Fact]
    public void Fit_MoreThanMaxRows_TakesThemEvenly()
    {
        var (table, labels, _) = Tiers(1_000);
        int[] even = [.. Enumerable.Range(0, 500).Select(i => 2 * i)];

        var thinned = MultinomialRegression.Fit(
            table,
            labels,
            PenalisedFixture.Classes,
            null,
            Straight with
            {
                MaxRows = 500,
            }
        );
        var half = MultinomialRegression.Fit(
            table.SelectRows(even),
            [.. even.Select(row => labels[row])],
            PenalisedFixture.Classes,
            null,
            Straight
        );

        Assert.Equal(Saved(half), Saved(thinned));
    }

    [Fact]
    public void Fit_EmptyInfiniteOrUnknownLabels_SayWhatIsWrong()
    {
        var table = new FeatureTable([FeatureColumn.Number("x", [1, 2])]);
        var infinite = new FeatureTable([FeatureColumn.Number("x", [1, float.NegativeInfinity])]);

        Assert.Contains(
            "no rows",
            Refusal(new FeatureTable([]), [], PenalisedFixture.Classes),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "label of row 2 is 3; expected 0..2",
            Refusal(table, [0, 3], PenalisedFixture.Classes),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at least two distinct names",
            Refusal(table, [0, 0], ["high", "high"]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "row 2 is infinite",
            Refusal(infinite, [0, 1], PenalisedFixture.Classes),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSaved_SameBytesWithAnyThreadsAndSameChances()
    {
        var (table, labels, _) = Tiers(4_000);
        byte[] Bytes(int threads) =>
            Saved(
                MultinomialRegression.Fit(
                    table,
                    labels,
                    PenalisedFixture.Classes,
                    null,
                    MultinomialOptions.Default with
                    {
                        MaxThreads = threads,
                    }
                )
            );
        var bytes = Bytes(1);

        var again = MultinomialModel.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Bytes(3));
        Assert.Equal(bytes, Saved(again));
        Assert.Equal(PenalisedFixture.Classes, again.Classes);
        Assert.Equal(again.PredictProbabilities(table), again.PredictProbabilities(table, 2));
    }

    [Fact]
    public void Read_OtherVersionOtherKindOrCut_IsRefusedInWords()
    {
        var (table, labels, _) = Tiers(50);
        var bytes = Saved(MultinomialRegression.Fit(table, labels, PenalisedFixture.Classes, null, Straight));
        var newer = (byte[])bytes.Clone();
        newer[8] = 9;

        Assert.Contains(
            "format version 9; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => MultinomialModel.Read(new MemoryStream(newer))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not a stored multinomial",
            Assert.Throws<InvalidDataException>(() => MultinomialModel.Read(new MemoryStream(new byte[40]))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ends in the middle",
            Assert
                .Throws<InvalidDataException>(() => MultinomialModel.Read(new MemoryStream(bytes, 0, bytes.Length - 3)))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static string Refusal(FeatureTable table, int[] labels, string[] classes) =>
        Assert
            .Throws<ArgumentException>(() => MultinomialRegression.Fit(table, labels, classes, null, Straight))
            .Message;

    private static byte[] Saved(MultinomialModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static (FeatureTable Table, int[] Labels, double[] Truth) Tiers(int rowCount)
    {
        var random = new Random(8);
        var x = new float[rowCount];
        var codes = new int[rowCount];
        var labels = new int[rowCount];
        var truth = new double[rowCount * 3];
        for (var row = 0; row < rowCount; row++)
        {
            x[row] = (float)(random.NextDouble() * 4 - 2);
            codes[row] = random.Next(3);
            var own = truth.AsSpan(row * 3, 3);
            (own[0], own[1], own[2]) = (x[row] + (codes[row] == 0 ? 1 : 0), 0.2, -x[row] + (codes[row] == 2 ? 0.5 : 0));
            SoftmaxObjective.Softmax(own);
            var draw = random.NextDouble();
            labels[row] =
                draw < own[0] ? 0
                : draw < own[0] + own[1] ? 1
                : 2;
        }

        return (
            new FeatureTable([FeatureColumn.Number("x", x), FeatureColumn.Category("code", codes, ["p", "q", "r"])]),
            labels,
            truth
        );
    }
}
