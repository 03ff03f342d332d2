using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests;

public sealed class DenseMatrixTests
{
    [Fact]
    public void Constructor_NotFinite_NamesRowAndColumn()
    {
        var error = Assert.Throws<ArgumentException>(() => new DenseMatrix([1, 2, 3, double.NaN], 2, 2));

        Assert.Contains("Row 2, column 2 is NaN; expected a finite number", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OtherLength_SaysBothNumbers() =>
        Assert.Contains(
            "There are 3 values for 2 rows and 2 columns; expected 4",
            Assert.Throws<ArgumentException>(() => new DenseMatrix([1, 2, 3], 2, 2)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void SelectRows_AnyOrder_TakesThem()
    {
        var matrix = DenseMatrix.FromRows([
            [1, 2],
            [3, 4],
            [5, 6],
        ]);

        Assert.Equal([5, 6, 1, 2], matrix.SelectRows([2, 0]).Values);
        Assert.Throws<ArgumentException>(() =>
            DenseMatrix.FromRows([
                [1, 2],
                [3],
            ])
        );
    }
}
