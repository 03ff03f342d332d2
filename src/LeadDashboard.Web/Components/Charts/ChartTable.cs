using System.Globalization;
using LeadDashboard.Core.Files.Delimited;

namespace LeadDashboard.Web.Components.Charts;

/// <summary>A column of the table, and how its numbers read.</summary>
public sealed record ChartColumn(string Name, ChartFormat Format = ChartFormat.Number);

/// <summary>The figures of a chart as a table: for those who do not see it, and as CSV.</summary>
/// <param name="Rows">A text or a number in each cell; NaN stays empty.</param>
public sealed record ChartTable(IReadOnlyList<ChartColumn> Columns, IReadOnlyList<object[]> Rows)
{
    /// <summary>Series whose points stand at the same places, side by side.</summary>
    public static ChartTable Of(ChartSpec spec)
    {
        var places = spec.Series.SelectMany(series => series.Points).Select(point => point[0]).Distinct().Order();
        var byPlace = spec
            .Series.Select(series => series.Points.ToLookup(point => point[0], point => point[1]))
            .ToList();
        return new ChartTable(
            [
                new ChartColumn(spec.XTitle, spec.XFormat),
                .. spec.Series.Select(series => new ChartColumn(series.Name, spec.YFormat)),
            ],
            [
                .. places.Select(x =>
                    byPlace
                        .Select(values => (object)values[x].FirstOrDefault(double.NaN))
                        .Prepend(spec.Labels.Count > 0 ? spec.Labels[(int)x] : x)
                        .ToArray()
                ),
            ]
        );
    }

    /// <summary>For a page: at most so many rows, evenly taken, the first and the last among them.</summary>
    public IReadOnlyList<object[]> Thin(int most) =>
        Rows.Count <= most ? Rows : [.. Enumerable.Range(0, most).Select(i => Rows[i * (Rows.Count - 1) / (most - 1)])];

    /// <summary>A cell as a reader sees it.</summary>
    public string Show(object[] row, int column) =>
        row[column] switch
        {
            double.NaN => "",
            double number => Show(number, Columns[column].Format),
            var text => text.ToString() ?? "",
        };

    public static string Show(double number, ChartFormat format) =>
        number.ToString(
            format switch
            {
                ChartFormat.Percent => "P1",
                ChartFormat.SignedPercent => "+#,##0%;−#,##0%;0%",
                ChartFormat.Ratio => "0.00×",
                ChartFormat.Money => "N2",
                ChartFormat.Small => "0.000",
                _ => "#,##0.##",
            },
            CultureInfo.CurrentCulture
        );

    /// <summary>
    /// With the byte order mark that spreadsheets ask for; numbers without grouping, and a text that one could take for
    /// a formula marked as text.
    /// </summary>
    public string ToCsv() =>
        "\uFEFF"
        + string.Join(
            "\r\n",
            Rows.Select(row => row.Select(Cell)).Prepend(Columns.Select(column => column.Name)).Select(SafeCsv.Line)
        );

    private static string Cell(object value) =>
        value switch
        {
            double.NaN => "",
            double number => number.ToString(CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
