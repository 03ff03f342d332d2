using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// Describes groups of rows by what sets them apart: the largest standardised differences between the group and all
/// rows. Pure, and independent of how the groups came about.
/// </summary>
public static class Portraits
{
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="clusters">int[rowCount], 0 .. clusterCount - 1; -1 = in no cluster.</param>
    /// <param name="clusterCount">At least 1.</param>
    /// <param name="labels">float[rowCount], 0 lost .. 1 won, NaN = open; null = no outcomes.</param>
    /// <param name="options">What is worth a word.</param>
    /// <returns>One portrait per cluster, in order; at most one trait per column and cluster.</returns>
    /// <exception cref="ArgumentException">Rows, clusters and labels do not fit together.</exception>
    public static IReadOnlyList<Portrait> Describe(
        FeatureTable table,
        int[] clusters,
        int clusterCount,
        float[]? labels,
        PortraitOptions options
    )
    {
        if (clusters.Length != table.RowCount || (labels is not null && labels.Length != table.RowCount))
        {
            throw new ArgumentException(
                $"There are {clusters.Length} clusters and {labels?.Length ?? table.RowCount} labels for "
                    + $"{table.RowCount} rows; expected one of each per row.",
                nameof(clusters)
            );
        }

        var wrong = Array.FindIndex(clusters, cluster => cluster < -1 || cluster >= clusterCount);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Row {wrong + 1} is in cluster {clusters[wrong]}; expected -1..{clusterCount - 1}.",
                nameof(clusters)
            );
        }

        var counts = new int[clusterCount];
        foreach (var cluster in clusters)
        {
            counts[Math.Max(cluster, 0)] += cluster >= 0 ? 1 : 0;
        }

        var traits = Enumerable.Range(0, clusterCount).Select(_ => new List<Trait>()).ToArray();
        for (var c = 0; c < table.ColumnCount; c++)
        {
            if (!options.IgnoredColumns.Contains(table.Columns[c].Name))
            {
                AddTraits(traits, c, table.Columns[c], clusters, counts, options);
            }
        }

        return
        [
            .. Enumerable
                .Range(0, clusterCount)
                .Select(k => Paint(k, counts[k], table.RowCount, clusters, labels, traits[k], options.MaxTraits)),
        ];
    }

    private static Portrait Paint(
        int cluster,
        int count,
        int rowCount,
        int[] clusters,
        float[]? labels,
        List<Trait> traits,
        int maxTraits
    )
    {
        double wins = 0;
        var labelled = 0;
        for (var row = 0; labels is not null && row < clusters.Length; row++)
        {
            if (clusters[row] == cluster && !float.IsNaN(labels[row]))
            {
                wins += labels[row];
                labelled++;
            }
        }

        var (low, high) = Wilson.Interval(wins, labelled);
        var largest = traits
            .OrderByDescending(trait => Math.Abs(trait.Difference))
            .ThenBy(trait => trait.ColumnIndex)
            .Take(maxTraits)
            .ToArray();
        return new Portrait(
            cluster,
            count,
            rowCount > 0 ? (double)count / rowCount : 0,
            labelled,
            labelled > 0 ? wins / labelled : double.NaN,
            low,
            high,
            largest
        );
    }

    /// <summary>The strongest difference of one column, for each cluster.</summary>
    private static void AddTraits(
        List<Trait>[] traits,
        int index,
        FeatureColumn column,
        int[] clusters,
        int[] counts,
        PortraitOptions options
    )
    {
        var best = new Trait?[counts.Length];
        if (column.Kind == FeatureKind.Number)
        {
            Keep(
                best,
                index,
                column.Name,
                TraitKind.Number,
                "",
                Measure(row => column.Numbers[row], clusters, counts.Length),
                options
            );
            Keep(
                best,
                index,
                column.Name,
                TraitKind.Missing,
                "",
                Measure(row => float.IsNaN(column.Numbers[row]) ? 1 : 0, clusters, counts.Length),
                options
            );
        }
        else
        {
            var shares = MeasureCodes(column, clusters, counts);
            for (var code = 0; code < column.Categories.Length; code++)
            {
                Keep(best, index, column.Name, TraitKind.Category, column.Categories[code], shares[code], options);
            }

            Keep(best, index, column.Name, TraitKind.Missing, "", shares[^1], options);
        }

        for (var k = 0; k < best.Length; k++)
        {
            if (best[k] is { } trait)
            {
                traits[k].Add(trait);
            }
        }
    }

    private static void Keep(
        Trait?[] best,
        int index,
        string name,
        TraitKind kind,
        string category,
        Measured measured,
        PortraitOptions options
    )
    {
        for (var k = 0; k < best.Length && measured.Deviation > 0; k++)
        {
            if (measured.Counts[k] == 0)
            {
                continue;
            }

            var difference = (measured.Means[k] - measured.Overall) / measured.Deviation;
            var isEnough =
                Math.Abs(difference) >= options.MinDifference
                && Math.Abs(difference) * Math.Sqrt(measured.Counts[k]) >= options.MinEvidence;
            if (isEnough && Math.Abs(difference) > Math.Abs(best[k]?.Difference ?? 0))
            {
                best[k] = new Trait(index, name, kind, category, measured.Means[k], measured.Overall, difference);
            }
        }
    }

    /// <summary>Share of every code, the last one for missing, in one pass over the rows.</summary>
    private static Measured[] MeasureCodes(FeatureColumn column, int[] clusters, int[] counts)
    {
        var last = column.Categories.Length;
        var rows = new int[last + 1];
        var here = new double[last + 1][];
        for (var code = 0; code <= last; code++)
        {
            here[code] = new double[counts.Length];
        }

        for (var row = 0; row < clusters.Length; row++)
        {
            var code = (uint)column.Codes[row] < (uint)last ? column.Codes[row] : last;
            rows[code]++;
            if (clusters[row] >= 0)
            {
                here[code][clusters[row]]++;
            }
        }

        return
        [
            .. rows.Select(
                (count, code) =>
                {
                    var share = clusters.Length > 0 ? (double)count / clusters.Length : 0;
                    return new Measured(
                        [.. here[code].Select((own, k) => counts[k] > 0 ? own / counts[k] : 0)],
                        counts,
                        share,
                        Math.Sqrt(share * (1 - share))
                    );
                }
            ),
        ];
    }

    private static Measured Measure(Func<int, double> value, int[] clusters, int clusterCount)
    {
        var sums = new double[clusterCount];
        var counts = new int[clusterCount];
        double sum = 0,
            count = 0;
        for (var row = 0; row < clusters.Length; row++)
        {
            var own = value(row);
            if (double.IsFinite(own))
            {
                sum += own;
                count++;
                if (clusters[row] >= 0)
                {
                    sums[clusters[row]] += own;
                    counts[clusters[row]]++;
                }
            }
        }

        var overall = count > 0 ? sum / count : 0;
        double squares = 0;
        for (var row = 0; row < clusters.Length; row++)
        {
            var own = value(row);
            squares += double.IsFinite(own) ? (own - overall) * (own - overall) : 0;
        }

        var deviation = count > 0 ? Math.Sqrt(squares / count) : 0;
        return new Measured(
            [.. sums.Select((own, k) => counts[k] > 0 ? own / counts[k] : 0)],
            counts,
            overall,
            deviation > 1e-12 * Math.Abs(overall) ? deviation : 0
        );
    }

    private sealed record Measured(double[] Means, int[] Counts, double Overall, double Deviation);
}
