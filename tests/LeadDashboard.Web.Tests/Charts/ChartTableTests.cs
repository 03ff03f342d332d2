using System.Globalization;
using LeadDashboard.Web.Components.Charts;

namespace LeadDashboard.Web.Tests.Charts;

public sealed class ChartTableTests : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public ChartTableTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");

    public void Dispose() => CultureInfo.CurrentCulture = _culture;

    [Fact]
    public void Of_SeriesOfDifferentLength_LeavesWhatIsMissingEmpty()
    {
        var table = ChartTable.Of(
            new ChartSpec(
                ChartKind.Lines,
                "Share",
                "Wins",
                [new("Model", [[0, 0], [0.5, 0.75], [1, 1]]), new("Random", [[0, 0], [1, 1]])]
            )
            {
                XFormat = ChartFormat.Percent,
                YFormat = ChartFormat.Percent,
            }
        );

        Assert.Equal(["Share", "Model", "Random"], table.Columns.Select(column => column.Name));
        Assert.Equal(3, table.Rows.Count);
        Assert.Equal(["50.0%", "75.0%", ""], Enumerable.Range(0, 3).Select(i => table.Show(table.Rows[1], i)));
    }

    [Fact]
    public void Of_Columns_NamesThemByTheirLabels()
    {
        var table = ChartTable.Of(
            new ChartSpec(ChartKind.Bars, "Campaign", "ROI", [new("ROI", [[0, 1.5], [1, -0.5]])])
            {
                Labels = ["Search", "Fair"],
                YFormat = ChartFormat.SignedPercent,
            }
        );

        Assert.Equal(["Search", "+150%"], Enumerable.Range(0, 2).Select(i => table.Show(table.Rows[0], i)));
        Assert.Equal(["Fair", "−50%"], Enumerable.Range(0, 2).Select(i => table.Show(table.Rows[1], i)));
    }

    [Fact]
    public void ToCsv_TextThatReadsLikeAFormula_IsMarkedAsText()
    {
        var table = new ChartTable(
            [new ChartColumn("=Name"), new ChartColumn("Value, exact")],
            [["=HYPERLINK(\"x\")", -1234.5], ["plain", double.NaN]]
        );

        Assert.Equal(
            "\uFEFF'=Name,\"Value, exact\"\r\n\"'=HYPERLINK(\"\"x\"\")\",-1234.5\r\nplain,",
            table.ToCsv()
        );
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(1001)]
    public void Thin_ManyRows_KeepsTheFirstAndTheLastInOrder(int count)
    {
        var table = new ChartTable(
            [new ChartColumn("x")],
            [.. Enumerable.Range(0, count).Select(i => new object[] { (double)i })]
        );

        var rows = table.Thin(60).Select(row => (double)row[0]).ToList();

        Assert.Equal(Math.Min(count, 60), rows.Count);
        Assert.Equal(0, rows[0]);
        Assert.Equal(count - 1, rows[^1]);
        Assert.Equal(rows.Order().Distinct(), rows);
    }

    [Theory]
    [InlineData(0.123456789, 0.123457)]
    [InlineData(1234567.891, 1234568)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(-0.00012345678, -0.000123457)]
    public void Round_AnyNumber_KeepsSixDigits(double value, double expected) =>
        Assert.Equal(expected, ChartSpec.Round(value), 1e-12);
}
