using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests;

public sealed class FeatureTableTests
{
    [Fact]
    public void Constructor_ColumnsOfDifferentLength_SaysWhichAndHowLong()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            new FeatureTable([FeatureColumn.Number("age", [1, 2]), FeatureColumn.Number("visits", [1])])
        );

        Assert.Contains("'visits' has 1 rows where the table has 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SelectRows_GivenOrder_IsKept()
    {
        var table = new FeatureTable([FeatureColumn.Category("job", [0, 1, -1], ["clerk", "cook"])]);

        Assert.Equal([-1, 0], table.SelectRows([2, 0]).Columns[0].Codes);
    }
}
