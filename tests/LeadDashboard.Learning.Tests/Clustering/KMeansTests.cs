using System.Text.Json;
using LeadDashboard.Learning.Clustering;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Clustering;

public sealed class KMeansTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    public void Fit_OverlappingGroups_ObjectiveWithinOnePercentOfScikitLearn(int clusterCount)
    {
        var fixture = Fixture.Read();
        var reference = fixture.Cases.Single(c => c.ClusterCount == clusterCount);

        var model = KMeans.Fit(
            fixture.Matrix(),
            KMeansOptions.Default with
            {
                ClusterCount = clusterCount,
                Tolerance = 1e-9,
            }
        );

        Assert.InRange(model.Objective, reference.BestOf200 * (1 - 1e-9), reference.Objective * 1.01);
    }

    [Fact]
    public void Fit_UniqueOptimum_SameGroupsAsScikitLearn()
    {
        var fixture = Fixture.Read();
        var reference = fixture.Cases.Single(c => c.ClusterCount == 3);
        var model = KMeans.Fit(fixture.Matrix(), KMeansOptions.Default with { Tolerance = 1e-9 });

        var pairs = model.Assign(fixture.Matrix()).Zip(reference.Labels).Distinct().ToArray();

        Assert.Equal(reference.BestOf200, model.Objective, 1e-6 * reference.BestOf200);
        Assert.Equal(3, pairs.Length);
        Assert.Equal(reference.BestOf200, model.Objective, 1e-6 * reference.BestOf200);
    }

    [Fact]
    public void Fit_FarGroups_FindsThemAndTheLargestIsFirst()
    {
        var random = new Random(2);
        var rows = Enumerable
            .Range(0, 600)
            .Select(i =>
                new[]
                {
                    100.0
                        * (
                            i < 300 ? 0
                            : i < 500 ? 1
                            : 2
                        )
                        + random.NextDouble(),
                    random.NextDouble(),
                }
            )
            .ToArray();

        var model = KMeans.Fit(DenseMatrix.FromRows(rows), KMeansOptions.Default);

        Assert.Equal([300, 200, 100], model.Counts);
        Assert.Equal(
            [0, 100, 200],
            [.. Enumerable.Range(0, 3).Select(k => model.Centres.Row(k)[0])],
            (a, b) => Math.Abs(a - b) < 1
        );
        Assert.Equal(
            [.. Enumerable.Repeat(0, 300), .. Enumerable.Repeat(1, 200), .. Enumerable.Repeat(2, 100)],
            model.Assign(DenseMatrix.FromRows(rows))
        );
    }

    [Fact]
    public void Lloyd_NaiveTwin_SameCentresFromTheSameStart()
    {
        var matrix = Fixture.Read().Matrix();
        double[] start = [.. matrix.Row(0), .. matrix.Row(1), .. matrix.Row(2), .. matrix.Row(3)];

        var result = new Lloyd(matrix, 1).Run(start, 0, 1000, CancellationToken.None);

        var twin = Naive(matrix, start);
        for (var i = 0; i < twin.Length; i++)
        {
            Assert.Equal(twin[i], result.Centres[i], 1e-9);
        }
    }

    [Fact]
    public void Lloyd_ClusterWithoutRows_BeginsAgainAtTheFarthestRow()
    {
        var matrix = DenseMatrix.FromRows([
            [0],
            [1],
            [10],
            [11],
            [50],
        ]);

        var result = new Lloyd(matrix, 1).Run([0, 10, -1000], 0, 100, CancellationToken.None);

        Assert.Equal([2, 2, 1], result.Counts);
        Assert.Equal([0.5, 10.5, 50], result.Centres);
        Assert.Equal(1, result.Objective, 1e-12);
    }

    [Fact]
    public void Fit_MiniBatch_ObjectiveWithinOnePercentOfAllRows()
    {
        var random = new Random(5);
        var rows = Enumerable
            .Range(0, 20_000)
            .Select(i => new[] { (i % 4) * 3 + random.NextDouble() * 2, (i % 3) * 3 + random.NextDouble() * 2 })
            .ToArray();
        var matrix = DenseMatrix.FromRows(rows);
        var options = KMeansOptions.Default with { ClusterCount = 12, Starts = 5 };

        var exact = KMeans.Fit(matrix, options);
        var small = KMeans.Fit(matrix, options with { MiniBatchAbove = 5_000, BatchSize = 500, BatchCount = 40 });

        Assert.InRange(small.Objective, exact.Objective * 0.99, exact.Objective * 1.01);
    }

    [Fact]
    public void Fit_AnyThreads_SameBytesAndAnotherSeedMayDiffer()
    {
        var random = new Random(6);
        var matrix = DenseMatrix.FromRows([
            .. Enumerable
                .Range(0, 5_000)
                .Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }),
        ]);
        byte[] Bytes(int threads, int seed) =>
            Saved(
                KMeans.Fit(
                    matrix,
                    KMeansOptions.Default with
                    {
                        ClusterCount = 7,
                        Starts = 2,
                        MaxThreads = threads,
                        Seed = seed,
                    }
                )
            );

        Assert.Equal(Bytes(1, 1), Bytes(4, 1));
        Assert.NotEqual(Bytes(1, 1), Bytes(1, 2));
    }

    [Fact]
    public void Fit_FewerDistinctRowsThanClusters_GivesThatManyClusters()
    {
        var model = KMeans.Fit(
            DenseMatrix.FromRows([
                [1, 1],
                [1, 1],
                [2, 2],
                [1, 1],
            ]),
            KMeansOptions.Default with
            {
                ClusterCount = 5,
            }
        );

        Assert.Equal([3, 1], model.Counts);
        Assert.Equal(0, model.Objective);
        Assert.Equal(
            [1],
            KMeans
                .Fit(
                    DenseMatrix.FromRows([
                        [4, 2],
                    ]),
                    KMeansOptions.Default
                )
                .Counts
        );
        Assert.Equal([2], KMeans.Fit(new DenseMatrix([], 2, 0), KMeansOptions.Default).Counts);
    }

    [Fact]
    public void Fit_EmptyNotFiniteOrWrongSettings_SayWhatIsWrong()
    {
        var one = DenseMatrix.FromRows([
            [1],
        ]);

        Assert.Contains(
            "no rows",
            Assert.Throws<ArgumentException>(() => KMeans.Fit(DenseMatrix.FromRows([]), KMeansOptions.Default)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "ClusterCount is 0; expected 1..10000",
            Assert
                .Throws<ArgumentException>(() => KMeans.Fit(one, KMeansOptions.Default with { ClusterCount = 0 }))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "2 columns where the model was fitted on 1",
            Assert
                .Throws<ArgumentException>(() =>
                    KMeans
                        .Fit(one, KMeansOptions.Default)
                        .Assign(
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
    public void Read_WhatWasSaved_AssignsTheSame()
    {
        var matrix = Fixture.Read().Matrix();
        var model = KMeans.Fit(matrix, KMeansOptions.Default);
        var bytes = Saved(model);

        var again = KMeansModel.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Saved(again));
        Assert.Equal(model.Assign(matrix), again.Assign(matrix, 3));
        Assert.Equal(Enumerable.Range(0, 3).MinBy(k => model.Distances(matrix.Row(5))[k]), model.Assign(matrix)[5]);
        Assert.Throws<InvalidDataException>(() => KMeansModel.Read(new MemoryStream(bytes, 0, bytes.Length / 2)));
    }

    private static byte[] Saved(KMeansModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }

    private static double[] Naive(DenseMatrix matrix, double[] start)
    {
        var centres = start.Chunk(matrix.ColumnCount).ToArray();
        for (var pass = 0; pass < 1000; pass++)
        {
            var groups = Enumerable
                .Range(0, matrix.RowCount)
                .Select(row => matrix.Row(row).ToArray())
                .GroupBy(row =>
                    Enumerable
                        .Range(0, centres.Length)
                        .MinBy(k => row.Zip(centres[k], (a, b) => (a - b) * (a - b)).Sum())
                )
                .ToDictionary(group => group.Key, group => group.ToArray());
            var next = centres
                .Select(
                    (centre, k) =>
                        groups.TryGetValue(k, out var rows)
                            ? [.. centre.Select((_, c) => rows.Average(row => row[c]))]
                            : centre
                )
                .ToArray();
            if (next.Zip(centres, (a, b) => a.SequenceEqual(b)).All(isSame => isSame))
            {
                break;
            }

            centres = next;
        }

        return [.. centres.SelectMany(centre => centre)];
    }

    internal sealed record Fixture(double[][] Rows, Fixture.Case[] Cases)
    {
        public static Fixture Read() =>
            JsonSerializer.Deserialize<Fixture>(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "kmeans.json")),
                JsonSerializerOptions.Web
            )!;

        public DenseMatrix Matrix() => DenseMatrix.FromRows(Rows);

        internal sealed record Case(
            int ClusterCount,
            double Objective,
            double BestOf200,
            int[] Labels,
            double Separation
        );
    }
}
