using LeadDashboard.Learning.Reduction;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Reduction;

public sealed class LinearDiscriminantTests
{
    private static readonly string[] Classes = ReductionFixture.Classes;

    [Theory]
    [InlineData("plain")]
    [InlineData("priors")]
    [InlineData("shrunk")]
    [InlineData("estimated")]
    public void Fit_ThreeClasses_EqualsScikitLearn(string name)
    {
        var fixture = ReductionFixture.Read();
        var (reference, options) = name switch
        {
            "plain" => (fixture.Plain, LinearDiscriminantOptions.Default),
            "priors" => (fixture.Priors, LinearDiscriminantOptions.Default with { Priors = [0.2, 0.5, 0.3] }),
            "shrunk" => (fixture.Shrunk, LinearDiscriminantOptions.Default with { Shrinkage = 0.3 }),
            _ => (fixture.Estimated, LinearDiscriminantOptions.Default with { IsShrinkageEstimated = true }),
        };

        var model = LinearDiscriminant.Fit(fixture.Matrix(), fixture.Labels, Classes, options);

        Assert.Equal(
            reference.Probabilities,
            model.PredictProbabilities(fixture.Matrix()),
            (a, b) => Math.Abs(a - b) < 1e-8
        );
        if (reference.Transformed.Length > 0)
        {
            ReductionFixture.AssertSameUpToSign(
                reference.Transformed,
                model.Transform(fixture.Matrix()).Values,
                2,
                1e-7
            );
            Assert.Equal(reference.Shares, model.VarianceShares, (a, b) => Math.Abs(a - b) < 1e-9);
        }
    }

    [Fact]
    public void Fit_TwoClasses_EqualsScikitLearn()
    {
        var fixture = ReductionFixture.Read();
        int[] rows = [.. Enumerable.Range(0, fixture.Labels.Length).Where(row => fixture.Labels[row] < 2)];
        var matrix = fixture.Matrix().SelectRows(rows);

        var model = LinearDiscriminant.Fit(
            matrix,
            [.. rows.Select(row => fixture.Labels[row])],
            ["lost", "won"],
            LinearDiscriminantOptions.Default
        );

        Assert.Equal(fixture.Two.Probabilities, model.PredictProbabilities(matrix), (a, b) => Math.Abs(a - b) < 1e-8);
        ReductionFixture.AssertSameUpToSign(fixture.Two.Transformed, model.Transform(matrix).Values, 1, 1e-7);
    }

    [Fact]
    public void Fit_TwoRoundClouds_DirectionJoinsTheMeansAndChanceIsTheBayesRule()
    {
        var random = new Random(6);
        double Normal() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var labels = Enumerable.Range(0, 20_000).Select(i => i % 2).ToArray();
        var matrix = DenseMatrix.FromRows([.. labels.Select(label => new[] { Normal() + 2 * label, Normal() })]);

        var model = LinearDiscriminant.Fit(matrix, labels, ["lost", "won"], LinearDiscriminantOptions.Default);

        Assert.Equal([1, 0], model.Directions.Values, (a, b) => Math.Abs(a - b) < 0.03);
        var chance = model.PredictProbabilities(
            DenseMatrix.FromRows([
                [1.5, 0.7],
            ])
        )[1];
        Assert.Equal(1 / (1 + Math.Exp(-(2 * 1.5 - 2))), chance, 0.02);
    }

    [Fact]
    public void PredictProbabilities_GaussianFormulaTwin_Agrees()
    {
        // ln P(k) = ln prior - (x - mean)' S^-1 (x - mean) / 2 + const, for two columns written out.
        double[][] rows =
        [
            [1, 2],
            [2, 1],
            [3, 4],
            [4, 3.5],
            [0, 5],
            [1, 6],
            [0.5, 4],
        ];
        int[] labels = [0, 0, 0, 0, 1, 1, 1];
        double[][] means =
        [
            [2.5, 2.625],
            [0.5, 5],
        ];
        double a = 0,
            b = 0,
            c = 0;
        for (var i = 0; i < 7; i++)
        {
            var (dx, dy) = (rows[i][0] - means[labels[i]][0], rows[i][1] - means[labels[i]][1]);
            (a, b, c) = (a + dx * dx / 5, b + dx * dy / 5, c + dy * dy / 5);
        }

        double Log(double[] x, int k, double prior)
        {
            var (dx, dy) = (x[0] - means[k][0], x[1] - means[k][1]);
            return Math.Log(prior) - (c * dx * dx - 2 * b * dx * dy + a * dy * dy) / (a * c - b * b) / 2;
        }

        var chances = LinearDiscriminant
            .Fit(DenseMatrix.FromRows(rows), labels, ["p", "q"], LinearDiscriminantOptions.Default)
            .PredictProbabilities(DenseMatrix.FromRows(rows));

        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(
                1 / (1 + Math.Exp(Log(rows[i], 0, 4 / 7.0) - Log(rows[i], 1, 3 / 7.0))),
                chances[i * 2 + 1],
                1e-10
            );
        }
    }

    [Fact]
    public void Fit_OneClassConstantColumnsOrOneRow_GivesThePriors()
    {
        var matrix = DenseMatrix.FromRows([
            [1, 5],
            [2, 5],
            [3, 5],
            [4, 5],
        ]);
        var constant = DenseMatrix.FromRows([
            [5],
            [5],
            [5],
            [5],
        ]);

        Assert.Equal(
            [1, 0, 0],
            LinearDiscriminant
                .Fit(matrix, [0, 0, 0, 0], Classes, LinearDiscriminantOptions.Default)
                .PredictProbabilities(matrix)[..3]
        );
        Assert.Equal(
            [0.75, 0.25, 0],
            LinearDiscriminant
                .Fit(constant, [0, 0, 0, 1], Classes, LinearDiscriminantOptions.Default)
                .PredictProbabilities(constant)[..3],
            (a, b) => Math.Abs(a - b) < 1e-12
        );
        Assert.Equal(
            [0, 1, 0],
            LinearDiscriminant
                .Fit(
                    matrix.SelectRows([0]),
                    [1],
                    Classes,
                    LinearDiscriminantOptions.Default with
                    {
                        IsShrinkageEstimated = true,
                    }
                )
                .PredictProbabilities(matrix)[..3]
        );
        Assert.All(
            LinearDiscriminant
                .Fit(matrix, [0, 0, 1, 1], Classes, LinearDiscriminantOptions.Default)
                .PredictProbabilities(matrix),
            p => Assert.InRange(p, 0, 1)
        );
    }

    [Fact]
    public void Fit_EmptyOrWrongInput_SayWhatIsWrong()
    {
        var matrix = DenseMatrix.FromRows([
            [1],
            [2],
        ]);

        string Refusal(DenseMatrix from, int[] labels, LinearDiscriminantOptions options) =>
            Assert.Throws<ArgumentException>(() => LinearDiscriminant.Fit(from, labels, Classes, options)).Message;
        Assert.Contains(
            "no rows",
            Refusal(DenseMatrix.FromRows([]), [], LinearDiscriminantOptions.Default),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "label of row 1 is -1",
            Refusal(matrix, [-1, 0], LinearDiscriminantOptions.Default),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Shrinkage is 1.5; expected 0..1",
            Refusal(matrix, [0, 1], LinearDiscriminantOptions.Default with { Shrinkage = 1.5 }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "expected 3 numbers of at least 0 that add up to 1",
            Refusal(matrix, [0, 1], LinearDiscriminantOptions.Default with { Priors = [0.5, 0.6, 0] }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no chance to any class that occurs",
            Refusal(matrix, [0, 1], LinearDiscriminantOptions.Default with { Priors = [0, 0, 1] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSaved_SameBytesAndChances()
    {
        var fixture = ReductionFixture.Read();
        var model = LinearDiscriminant.Fit(
            fixture.Matrix(),
            fixture.Labels,
            Classes,
            LinearDiscriminantOptions.Default with
            {
                ComponentCount = 1,
            }
        );
        var bytes = Saved(model);

        var again = LinearDiscriminantModel.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Saved(again));
        Assert.Equal(1, again.Directions.RowCount);
        Assert.Equal(model.Predict(fixture.Matrix()), again.Predict(fixture.Matrix()));
        Assert.Throws<InvalidDataException>(() => LinearDiscriminantModel.Read(new MemoryStream(bytes, 0, 50)));
    }

    private static byte[] Saved(LinearDiscriminantModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
