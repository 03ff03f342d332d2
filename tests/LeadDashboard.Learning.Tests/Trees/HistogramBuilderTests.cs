using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class HistogramBuilderTests
{
    private const int Rows = 30_000;
    private readonly BinnedTable _bins;
    private readonly GradientBuffer _gradients = new(Rows);
    private readonly Derivatives _derivatives = new(Rows);
    private readonly int[] _columns = [0, 1, 2, 3];

    public HistogramBuilderTests()
    {
        var (table, labels) = Made.Leads(Rows);
        _bins = BinMapper.Fit(table, 1).Map(table, 1);
        var raw = Enumerable.Range(0, Rows).Select(i => (float)Math.Sin(i)).ToArray();
        _derivatives.Compute(Loss.For(LossKind.Log), labels, null, raw, 1);
        _gradients.Fill(_derivatives, 1);
    }

    [Fact]
    public void Build_AgainstTheNaiveSum_IsTheSame()
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(row => row % 3 != 1)];
        var histogram = Build(rows, 1);

        for (var c = 0; c < 4; c++)
        {
            for (var bin = 0; bin < _bins.BinCounts[c]; bin++)
            {
                var own = rows.Where(row => _bins.ByColumn[c][row] == bin).ToArray();
                var cell = 2 * (_bins.BinOffsets[c] + bin);
                Assert.Equal(own.Length, _gradients.Count(histogram[cell + 1]));
                Assert.Equal(
                    own.Sum(row => (double)_derivatives.Gradients[row]),
                    _gradients.Gradient(histogram[cell]),
                    1e-4
                );
                Assert.Equal(
                    own.Sum(row => (double)_derivatives.Hessians[row]),
                    _gradients.Hessian(histogram[cell + 1]),
                    1e-4
                );
            }
        }
    }

    [Fact]
    public void Build_AnyThreads_SameBits()
    {
        int[] rows = [.. Enumerable.Range(0, Rows)];

        Assert.Equal(Build(rows, 1), Build(rows, 4));
    }

    [Fact]
    public void Subtract_OneChild_IsExactlyTheOther()
    {
        var parent = Build([.. Enumerable.Range(0, Rows)], 2);
        var left = Build([.. Enumerable.Range(0, Rows).Where(row => row % 7 < 2)], 1);
        var right = Build([.. Enumerable.Range(0, Rows).Where(row => row % 7 >= 2)], 1);

        HistogramBuilder.Subtract(parent, left);

        Assert.Equal(right, parent);
    }

    [Fact]
    public void Build_SomeColumns_SumsOnlyThem()
    {
        var builder = new HistogramBuilder(_bins, _gradients, 1);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var some = new long[builder.Length];
        builder.Build(rows, [1, 3], some);
        var all = Build(rows, 1);

        Assert.Equal(all[Cells(1)], some[Cells(1)]);
        Assert.Equal(all[Cells(3)], some[Cells(3)]);
        Assert.All(some[Cells(0)].Concat(some[Cells(2)]), cell => Assert.Equal(0, cell));
    }

    [Fact]
    public void Fill_HugeAndTinyGradients_KeepTheirSums()
    {
        float[] labels = [1e9f, -1e9f, 3, 1e-3f];
        var squared = new Derivatives(4);
        squared.Compute(Loss.For(LossKind.Squared), labels, null, new float[4], 1);
        var buffer = new GradientBuffer(4);

        buffer.Fill(squared, 1);

        Assert.Equal([-1e9, 1e9, -3, 0], buffer.Packed.Select(packed => Math.Round(buffer.Gradient((int)packed))));
    }

    private Range Cells(int column) =>
        new(2 * _bins.BinOffsets[column], 2 * (_bins.BinOffsets[column] + _bins.BinCounts[column]));

    private long[] Build(int[] rows, int threads)
    {
        var builder = new HistogramBuilder(_bins, _gradients, threads);
        var histogram = new long[builder.Length];
        builder.Build(rows, _columns, histogram);
        return histogram;
    }
}
