using LeadDashboard.Learning.Tables;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// The numbers that the library sees of a <see cref="FeatureTable"/>: a number as it is, with the median where it is
/// missing and then a flag beside it; a category as the rank of its level by win rate, or as one flag per level where
/// levels are few enough.
/// </summary>
internal sealed class DerivedTable
{
    private const string FeaturesName = "Features";

    private DerivedTable(DerivedColumn[] columns) => Columns = columns;

    public DerivedColumn[] Columns { get; }

    /// <param name="table">rowCount x columnCount, to learn from.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="maxFlags">Levels up to which a category becomes flags; 0 = always ranks.</param>
    public static DerivedTable Fit(FeatureTable table, float[] labels, int maxFlags)
    {
        var columns = new List<DerivedColumn>();
        for (var c = 0; c < table.ColumnCount; c++)
        {
            var column = table.Columns[c];
            if (column.Kind == FeatureKind.Number)
            {
                columns.Add(new FilledNumber(c, Median(column.Numbers)));
                if (Array.Exists(column.Numbers, float.IsNaN))
                {
                    columns.Add(new MissingFlag(c));
                }
            }
            else if (column.Categories.Length <= maxFlags)
            {
                var levels = column.Categories.Length;
                columns.AddRange(Enumerable.Range(0, levels).Select(code => LevelNumber.OneHot(c, levels, code)));
            }
            else
            {
                columns.Add(Ranked(c, column, labels));
            }
        }

        return new DerivedTable([.. columns]);
    }

    /// <summary>float[rowCount x Columns.Length], row after row.</summary>
    public float[] Cells(FeatureTable table)
    {
        var cells = new float[table.RowCount * Columns.Length];
        for (var c = 0; c < Columns.Length; c++)
        {
            Columns[c].Write(table.Columns[Columns[c].Source], cells, c, Columns.Length);
        }

        return cells;
    }

    /// <summary>
    /// The cells and labels as the library reads them: a vector "Features" and a truth value "Label".
    /// </summary>
    public IDataView View(MLContext context, float[] cells, float[] labels)
    {
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[FeaturesName].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Columns.Length);
        return context.Data.LoadFromEnumerable(new Rows(cells, labels, Columns.Length), schema);
    }

    private static float Median(float[] numbers)
    {
        var known = numbers.Where(float.IsFinite).ToArray();
        Array.Sort(known);
        return known.Length == 0 ? 0 : known[known.Length / 2];
    }

    /// <summary>
    /// Levels in order of their win rate, each shifted to the overall rate by the weight of ten rows.
    /// </summary>
    private static LevelNumber Ranked(int source, FeatureColumn column, float[] labels)
    {
        const double priorRows = 10;
        var overall = labels.Average();
        var (rows, wins) = (new double[column.Categories.Length + 1], new double[column.Categories.Length + 1]);
        for (var row = 0; row < labels.Length; row++)
        {
            rows[column.Codes[row] + 1]++;
            wins[column.Codes[row] + 1] += labels[row];
        }

        var rates = rows.Zip(wins, (n, won) => (won + priorRows * overall) / (n + priorRows)).ToArray();
        var ranks = new float[rates.Length];
        var order = Enumerable.Range(0, rates.Length).OrderBy(level => rates[level]).ToArray();
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return new LevelNumber(source, ranks[1..], ranks[0]);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    /// <summary>Rows made one at a time, in one object: the library copies what it keeps.</summary>
    private sealed class Rows(float[] cells, float[] labels, int columnCount) : IEnumerable<Row>
    {
        public IEnumerator<Row> GetEnumerator()
        {
            for (var row = 0; row < labels.Length; row++)
            {
                yield return new Row
                {
                    Features = cells.AsSpan(row * columnCount, columnCount).ToArray(),
                    Label = labels[row] > 0.5f,
                };
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
