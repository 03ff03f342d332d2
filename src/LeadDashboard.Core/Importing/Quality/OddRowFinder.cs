using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Learning.Anomalies;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>
/// The rows of a sample that few questions set apart from all others (isolation forest). A number or date is taken as
/// it is, a word by how rare
/// it is, and a text that is different in every row by its length.
/// </summary>
internal static class OddRowFinder
{
    public const int MostRows = 15;
    private const int FewestRows = 50;
    private const int TreeCount = 100;
    private const int MostCells = 3;

    /// <summary>Below it a column has no part worth naming.</summary>
    private const double LeastShare = 0.15;

    /// <summary>
    /// Words that stand in more rows than this share are categories; where nearly every row has its own, rarity says
    /// nothing.
    /// </summary>
    private const double MostDistinctShare = 0.2;

    /// <param name="rows">Sound rows; fewer than fifty say nothing.</param>
    /// <returns>The oddest first, each with the row it is.</returns>
    public static IReadOnlyList<(FileRow Row, OddRow Odd)> Find(
        ColumnMap map,
        FileFormat format,
        IReadOnlyList<FileRow> rows,
        int seed
    )
    {
        var columns = map.Columns.Where(column => column.Target != TargetField.Ignore).ToList();
        if (rows.Count < FewestRows || columns.Count == 0)
        {
            return [];
        }

        var cells = columns.ConvertAll(column => rows.Select(row => QualityTally.Known(column, row.Cells)).ToArray());
        var table = new FeatureTable([.. columns.Select((column, i) => Feature(column, format, cells[i]))], rows.Count);

        // Each tree sees all rows: in a small part of them a far value would mostly be missing, and then it falls among
        // the usual extremes.
        var forest = OddRows.Fit(
            table,
            IsolationForestOptions.Default with
            {
                TreeCount = TreeCount,
                SampleRows = rows.Count,
                Seed = seed,
            }
        );
        var scores = forest.Score(table);
        return
        [
            .. Enumerable
                .Range(0, rows.Count)
                .OrderByDescending(row => scores[row])
                .ThenBy(row => rows[row].RowIndex)
                .Take(MostRows)
                .Where(row => scores[row] > forest.Forest.Threshold && scores[row] > 0.5)
                .Select(row =>
                    (
                        rows[row],
                        new OddRow(
                            rows[row].LineNumber,
                            scores[row],
                            Name(forest.Explain(table, row).Shares, columns, cells, row)
                        )
                    )
                ),
        ];
    }

    private static List<OddCell> Name(double[] shares, List<MappedColumn> columns, List<string[]> cells, int row)
    {
        var sum = shares.Where(share => share > 0).Sum();
        return
        [
            .. Enumerable
                .Range(0, shares.Length)
                .Where(i => shares[i] > 0)
                .OrderByDescending(i => shares[i])
                .ThenBy(i => i)
                .Take(MostCells)
                .Where((i, rank) => rank == 0 || shares[i] / sum >= LeastShare)
                .Select(i => new OddCell(columns[i].Header, CellText.Shorten(cells[i][row]), shares[i] / sum)),
        ];
    }

    private static FeatureColumn Feature(MappedColumn column, FileFormat format, string[] values)
    {
        var name = column.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (column.Type is FieldType.Number or FieldType.Date)
        {
            return FeatureColumn.Number(
                name,
                Array.ConvertAll(
                    values,
                    text =>
                        QualityTally.TryNumber(column.Type, format, text, out var number)
                        && float.IsFinite((float)number)
                            ? (float)number
                            : float.NaN
                )
            );
        }

        var codes = new int[values.Length];
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < codes.Length; i++)
        {
            if (values[i].Length == 0)
            {
                codes[i] = -1;
            }
            else if (!words.TryGetValue(values[i], out codes[i]))
            {
                words[values[i]] = codes[i] = words.Count;
            }
        }

        return words.Count <= MostDistinctShare * values.Length
            ? FeatureColumn.Category(name, codes, [.. words.Keys])
            : FeatureColumn.Number(name, Array.ConvertAll(values, text => text.Length == 0 ? float.NaN : text.Length));
    }
}
