using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Gradient boosting with histograms (Friedman 2001; Ke et al. 2017; Chen and Guestrin 2016): each tree fits the
/// gradient that the trees before it left.
/// The same table, labels, options and seed give the same bytes with any number of threads.
/// </summary>
public static class BoostedTrees
{
    private const int BlockRows = 16_384;

    /// <param name="table">rowCount rows, at least 1.</param>
    /// <param name="labels">float[rowCount]; 0 lost or 1 won for the log loss.</param>
    /// <param name="weights">float[rowCount], at least 0 each; null = all 1.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="progress">Receives 0..1.</param>
    /// <param name="ct">Checked before every tree.</param>
    /// <param name="validation">Rows and labels to watch for early stopping; the model keeps the trees up to the best
    /// round.</param>
    /// <param name="offsets">float[rowCount] of raw score that each training row has from elsewhere, e.g. the level of
    /// its period; the model is what must be added to them.</param>
    /// <exception cref="ArgumentException">Rows, labels or weights do not fit together, or a value is not a finite
    /// number.</exception>
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Design",
        "CA1068",
        Justification = "Validation rows are the rarer wish; progress and ct come first everywhere."
    )]
    public static BoostedTreesModel Fit(
        FeatureTable table,
        float[] labels,
        float[]? weights,
        BoostedTreesOptions options,
        IProgress<double>? progress = null,
        CancellationToken ct = default,
        (FeatureTable Table, float[] Labels)? validation = null,
        float[]? offsets = null
    )
    {
        var watch = validation is { } rows && options.EarlyStoppingRounds > 0 ? Watch(rows, options) : null;
        return Grow(table, labels, weights, options, progress, watch, offsets, ct);
    }

    /// <summary>Only watches: what each number of trees would be worth on rows that no tree sees.</summary>
    /// <param name="table">rowCount rows, at least 1.</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="options">Checked first; ends <see cref="BoostedTreesOptions.EarlyStoppingRounds"/> after the best
    /// number of trees, where that is above 0.</param>
    /// <param name="validation">Rows to watch, and their labels.</param>
    /// <param name="ct">Checked before every tree.</param>
    /// <returns>Mean loss on the watched rows after 0, 1, .. trees.</returns>
    /// <exception cref="ArgumentException">Rows and labels do not fit together, or a value is not a finite
    /// number.</exception>
    public static IReadOnlyList<double> ValidationLosses(
        FeatureTable table,
        float[] labels,
        BoostedTreesOptions options,
        (FeatureTable Table, float[] Labels) validation,
        CancellationToken ct = default
    )
    {
        var watch = Watch(validation, options);
        Grow(table, labels, null, options, null, watch, null, ct);
        return watch.Losses;
    }

    private static EarlyStopping Watch((FeatureTable Table, float[] Labels) rows, BoostedTreesOptions options) =>
        new(
            rows.Table,
            rows.Labels,
            Loss.For(options.Loss),
            options.EarlyStoppingRounds > 0 ? options.EarlyStoppingRounds : int.MaxValue,
            options.StopsByRescaledLoss
        );

    private static BoostedTreesModel Grow(
        FeatureTable table,
        float[] labels,
        float[]? weights,
        BoostedTreesOptions options,
        IProgress<double>? progress,
        EarlyStopping? watch,
        float[]? offsets,
        CancellationToken ct
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        var loss = Loss.For(options.Loss);
        TrainingInput.Check(table, labels, weights, loss);
        var (mean, total) = TrainingInput.WeightedMean(labels, weights);
        TrainingOffsets.Check(offsets, labels.Length);
        var baseRaw = offsets is null && options.StartsFromMean ? loss.BestConstant(mean, total) : 0;
        var mapper = BinMapper.Fit(table, options.MaxThreads);
        var bins = mapper.Map(table, options.MaxThreads);
        var gradients = new GradientBuffer(table.RowCount);
        var isCategory = table.Columns.Select(column => column.Kind == FeatureKind.Category).ToArray();
        var grower = new TreeGrower(bins, gradients, options, isCategory, TrainingInput.Directions(table, options));
        var sampler = new Sampler(options.Seed, options.RowSampling, options.ColumnSampling);
        var raw = new float[table.RowCount];
        Array.Fill(raw, (float)baseRaw);
        offsets?.CopyTo(raw, 0);
        var scratch = new Derivatives(table.RowCount);
        var trees = new List<Tree>(options.TreeCount);
        watch?.Start(baseRaw);
        for (var t = 0; t < options.TreeCount; t++)
        {
            ct.ThrowIfCancellationRequested();
            scratch.Compute(loss, labels, weights, raw, options.MaxThreads);
            gradients.Fill(scratch, options.MaxThreads);
            var rowCount = sampler.PickRows(t, table.RowCount, grower.Rows);
            var root = grower.Grow(rowCount, sampler.PickColumns(t, table.ColumnCount), options.LearningRate);
            var tree = TreeCompactor.Compact(root, mapper, Cover(weights, grower.Rows));
            trees.Add(tree);
            AddAnswers(root, rowCount, grower.Rows, raw, options.MaxThreads);
            if (rowCount < table.RowCount)
            {
                AddOutOfSample(root, sampler, t, bins, raw);
            }

            if (watch is not null && watch.ShouldStop(tree))
            {
                break;
            }

            progress?.Report((t + 1.0) / options.TreeCount);
        }

        if (watch is not null)
        {
            trees.RemoveRange(watch.BestTreeCount, trees.Count - watch.BestTreeCount);
        }

        progress?.Report(1);
        return new BoostedTreesModel(TreeEnsemble.Over(table, baseRaw, [.. trees]), options.Loss);
    }

    /// <summary>Row count, or weight when rows are weighted.</summary>
    internal static Func<GrowingNode, double> Cover(float[]? weights, int[] rows)
    {
        if (weights is null)
        {
            return node => node.Count;
        }

        return node =>
        {
            var sum = 0.0;
            for (var i = node.Start; i < node.Start + node.Count; i++)
            {
                sum += weights[rows[i]];
            }

            return sum;
        };
    }

    private static void AddAnswers(GrowingNode node, int rowCount, int[] rows, float[] raw, int maxThreads)
    {
        var leaves = new List<GrowingNode>();
        Collect(node);
        ParallelRange.ForBlocks(
            rowCount,
            BlockRows,
            maxThreads,
            (_, start, end) =>
            {
                foreach (var leaf in leaves)
                {
                    var from = Math.Max(start, leaf.Start);
                    var to = Math.Min(end, leaf.Start + leaf.Count);
                    if (from < to)
                    {
                        AddTo(raw, rows.AsSpan(from, to - from), leaf.Value);
                    }
                }
            }
        );

        void Collect(GrowingNode at)
        {
            if (at.IsLeaf)
            {
                leaves.Add(at);
                return;
            }

            Collect(at.Left!);
            Collect(at.Right!);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(float[] raw, ReadOnlySpan<int> rows, float value)
    {
        foreach (var row in rows)
        {
            raw[row] += value;
        }
    }

    private static void AddOutOfSample(GrowingNode root, Sampler sampler, int tree, BinnedTable bins, float[] raw)
    {
        for (var row = 0; row < raw.Length; row++)
        {
            if (sampler.IsPicked(tree, row))
            {
                continue;
            }

            var node = root;
            while (!node.IsLeaf)
            {
                var split = node.Split!;
                node = split.GoesLeft(bins.ByColumn[split.Column][row], bins.BinCounts[split.Column] - 1)
                    ? node.Left!
                    : node.Right!;
            }

            raw[row] += node.Value;
        }
    }
}
