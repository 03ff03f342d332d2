using System.Text.Json;
using LeadDashboard.Learning.Anomalies;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Anomalies;

public sealed class IsolationForestTests
{
    [Fact]
    public void Score_PlantedAnomalies_AgreesWithScikitLearn()
    {
        var fixture = Fixture.Read();
        var model = IsolationForest.Fit(
            fixture.Matrix(),
            IsolationForestOptions.Default with
            {
                TreeCount = 500,
                Contamination = 0.03,
            }
        );

        var scores = model.Score(fixture.Matrix());

        Assert.InRange(RankCorrelation(scores, fixture.Scores), 0.97, 1);
        Assert.Equal(fixture.Auc, Auc(scores, fixture.Odd), 0.01);
        Assert.Equal(fixture.Threshold, model.Threshold, 0.02);
        Assert.InRange(scores.Zip(fixture.Scores, (a, b) => Math.Abs(a - b)).Average(), 0, 0.01);
        Assert.Equal(18, model.IsOdd(fixture.Matrix()).Count(isOdd => isOdd));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1.2073923575896822)]
    [InlineData(256, 10.244770920116851)]
    public void ExpectedPath_KnownCounts_IsTheFormula(int rowCount, double expected) =>
        Assert.Equal(expected, IsolationTree.ExpectedPath(rowCount), 1e-6);

    [Fact]
    public void Score_NaiveTwin_SameMeanPathLength()
    {
        // A recursive isolation tree as in the paper, with other draws: means over many trees agree.
        var random = new Random(4);
        double[][] rows =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(i => i == 0 ? [9.0, 9.0] : new[] { random.NextDouble(), random.NextDouble() }),
        ];
        double Walk(double[] row, double[][] sample, int depth)
        {
            if (sample.Length < 2 || depth >= 6)
            {
                return depth + IsolationTree.ExpectedPath(sample.Length);
            }

            var column = random.Next(2);
            var (low, high) = (sample.Min(other => other[column]), sample.Max(other => other[column]));
            var threshold = low + random.NextDouble() * (high - low);
            return Walk(
                row,
                [.. sample.Where(other => other[column] <= threshold == row[column] <= threshold)],
                depth + 1
            );
        }

        var scores = IsolationForest
            .Fit(DenseMatrix.FromRows(rows), IsolationForestOptions.Default with { TreeCount = 3_000 })
            .Score(DenseMatrix.FromRows(rows));

        foreach (var row in (int[])[0, 7, 33])
        {
            var twin = Math.Pow(
                2,
                -Enumerable.Range(0, 3_000).Average(_ => Walk(rows[row], rows, 0)) / IsolationTree.ExpectedPath(60)
            );
            Assert.Equal(twin, scores[row], 0.015);
        }
    }

    [Fact]
    public void Explain_OneColumnOut_NamesItAndSharesAddUp()
    {
        var random = new Random(3);
        double[][] rows =
        [
            .. Enumerable
                .Range(0, 500)
                .Select(i => new[] { random.NextDouble(), i == 0 ? 40 : random.NextDouble(), random.NextDouble() }),
        ];
        var matrix = DenseMatrix.FromRows(rows);
        var model = IsolationForest.Fit(matrix, IsolationForestOptions.Default with { SampleRows = 500 });
        var shares = new double[3];

        model.Explain(matrix.Row(0), shares);

        Assert.Equal(Math.Log2(model.Score(matrix)[0]), -1 + shares.Sum(), 1e-9);
        Assert.True(shares[1] > 0.1 && shares[1] > 3 * Math.Max(shares[0], shares[2]), string.Join(" ", shares));
        Assert.Equal(0, Array.IndexOf(model.Score(matrix), model.Score(matrix).Max()));
    }

    [Fact]
    public void Score_AnyRow_LiesBetweenZeroAndOne() =>
        Assert.All(
            IsolationForest
                .Fit(Fixture.Read().Matrix(), IsolationForestOptions.Default)
                .Score(
                    DenseMatrix.FromRows([
                        [1e300, -1e300, 0, 0],
                        [0, 0, 0, 0],
                    ])
                ),
            score => Assert.InRange(score, 1e-9, 1)
        );

    [Fact]
    public void Fit_OneRowConstantOrNoColumns_NothingIsOdd()
    {
        foreach (
            var matrix in (DenseMatrix[])
                [
                    DenseMatrix.FromRows([
                        [1, 2],
                    ]),
                    DenseMatrix.FromRows([
                        [1, 2],
                        [1, 2],
                        [1, 2],
                    ]),
                    new DenseMatrix([], 3, 0),
                ]
        )
        {
            var model = IsolationForest.Fit(matrix, IsolationForestOptions.Default);

            Assert.All(model.Score(matrix), score => Assert.Equal(0.5, score, 1e-12));
            Assert.DoesNotContain(true, model.IsOdd(matrix));
        }
    }

    [Fact]
    public void Fit_EmptyOrWrongSettings_SayWhatIsWrong()
    {
        var one = DenseMatrix.FromRows([
            [1],
        ]);

        Assert.Contains(
            "no rows",
            Assert
                .Throws<ArgumentException>(() =>
                    IsolationForest.Fit(DenseMatrix.FromRows([]), IsolationForestOptions.Default)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Contamination is 0.7; expected 0..0.5",
            Assert
                .Throws<ArgumentException>(() =>
                    IsolationForest.Fit(one, IsolationForestOptions.Default with { Contamination = 0.7 })
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "fitted on 1",
            Assert
                .Throws<ArgumentException>(() =>
                    IsolationForest
                        .Fit(one, IsolationForestOptions.Default)
                        .Score(
                            DenseMatrix.FromRows([
                                [1, 2],
                            ])
                        )
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSavedWithAnyThreads_SameBytesAndScores()
    {
        var matrix = Fixture.Read().Matrix();
        var bytes = Saved(IsolationForest.Fit(matrix, IsolationForestOptions.Default with { TreeCount = 20 }));

        var again = IsolationForestModel.Read(new MemoryStream(bytes));

        Assert.Equal(
            bytes,
            Saved(IsolationForest.Fit(matrix, IsolationForestOptions.Default with { TreeCount = 20, MaxThreads = 4 }))
        );
        Assert.Equal(bytes, Saved(again));
        Assert.Equal(
            again.Score(matrix),
            IsolationForest.Fit(matrix, IsolationForestOptions.Default with { TreeCount = 20 }).Score(matrix, 3)
        );
        for (var length = 0; length < bytes.Length; length += 997)
        {
            Assert.Throws<InvalidDataException>(() => IsolationForestModel.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    private static byte[] Saved(IsolationForestModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static double Auc(double[] scores, int[] odd) =>
        RocCurve.Area(RankedOutcomes.From([.. odd.Select(label => (float)label)], scores));

    private static double RankCorrelation(double[] left, double[] right)
    {
        static double[] Ranks(double[] values)
        {
            var ranks = new double[values.Length];
            var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
            for (var i = 0; i < order.Length; i++)
            {
                ranks[order[i]] = i - (order.Length - 1) / 2.0;
            }

            return ranks;
        }

        var (a, b) = (Ranks(left), Ranks(right));
        return a.Zip(b, (x, y) => x * y).Sum() / a.Sum(x => x * x);
    }

    private sealed record Fixture(double[][] Rows, int[] Odd, double[] Scores, double Auc, double Threshold)
    {
        public static Fixture Read() =>
            JsonSerializer.Deserialize<Fixture>(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "isolation.json")),
                JsonSerializerOptions.Web
            )!;

        public DenseMatrix Matrix() => DenseMatrix.FromRows(Rows);
    }
}
