using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// Finds columns that cannot help or must not: constant, a copy, an identifier, or a giveaway of the outcome.
/// </summary>
internal sealed class ColumnScreening
{
    /// <summary>No honest attribute separates won from lost this well on its own.</summary>
    private const double LeakingAuc = 0.975;

    private const int MaxLeakRows = 20_000;

    private readonly TrainingSet _set;
    private readonly Dictionary<ulong, List<RawColumn>> _kept = [];

    public ColumnScreening(TrainingSet set) => _set = set;

    /// <summary>The evidence to leave the column out; null to keep it.</summary>
    public Message? Examine(RawColumn column)
    {
        var missingCount = Enumerable.Range(0, column.RowCount).Count(column.IsMissing);
        var distinctCount =
            column.Kind != RawKind.Number
                ? column.Words.Where(word => word.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count()
                : column.Numbers.Where(number => !float.IsNaN(number)).Distinct().Count();
        if (distinctCount == 0)
        {
            return new Message(ReportMessages.ColumnEmpty);
        }

        if (distinctCount == 1 && missingCount == 0)
        {
            return new Message(ReportMessages.ColumnConstant, column.Display(0));
        }

        var filledCount = column.RowCount - missingCount;
        if (column.Kind != RawKind.Text && IsIdentifier(column, distinctCount, filledCount))
        {
            return new Message(ReportMessages.ColumnIdentifier, distinctCount, filledCount);
        }

        if (FindTwin(column) is { } twin)
        {
            return new Message(ReportMessages.ColumnTwin, twin.Field);
        }

        return FindLeak(column);
    }

    private static bool IsIdentifier(RawColumn column, int distinctCount, int filledCount)
    {
        if (filledCount < 50)
        {
            return column.Kind == RawKind.Words && filledCount >= 10 && distinctCount == filledCount;
        }

        if (column.Kind == RawKind.Words)
        {
            return distinctCount > 0.7 * filledCount && RepeatedShare(column, filledCount) < 0.05;
        }

        if (
            distinctCount < filledCount
            || column.Numbers.Any(number => !float.IsNaN(number) && number != MathF.Floor(number))
        )
        {
            return false;
        }

        var filled = column.Numbers.Where(number => !float.IsNaN(number)).ToArray();
        var isRising = filled.Zip(filled.Skip(1), (left, right) => left < right).All(rises => rises);
        var isDense = filled.Max() - filled.Min() < 3.0 * filledCount;
        return isRising || isDense;
    }

    /// <summary>
    /// Share of the leads whose word is shared by ten or more: mail domains are mostly unique, and still tell free mail
    /// apart.
    /// </summary>
    private static double RepeatedShare(RawColumn column, int filledCount) =>
        column
            .Words.Where(word => word.Length > 0)
            .GroupBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Sum(group => group.Count() >= 10 ? group.Count() : 0) / (double)filledCount;

    private RawColumn? FindTwin(RawColumn column)
    {
        var hash = 14695981039346656037ul;
        for (var row = 0; row < column.RowCount; row++)
        {
            var cell =
                column.Kind == RawKind.Number
                    ? (ulong)column.Numbers[row].GetHashCode()
                    : (ulong)StringComparer.Ordinal.GetHashCode(column.Words[row]);
            hash = (hash ^ cell) * 1099511628211;
        }

        if (!_kept.TryGetValue(hash, out var candidates))
        {
            _kept[hash] = [column];
            return null;
        }

        foreach (var candidate in candidates)
        {
            var isSame =
                candidate.Kind == column.Kind
                && (
                    column.Kind == RawKind.Number
                        ? candidate.Numbers.AsSpan().SequenceEqual(column.Numbers)
                        : candidate.Words.AsSpan().SequenceEqual(column.Words)
                );
            if (isSame)
            {
                return candidate;
            }
        }

        candidates.Add(column);
        return null;
    }

    /// <summary>Rates of one half predict the other half.</summary>
    private Message? FindLeak(RawColumn column)
    {
        if (Math.Min(_set.WinCount, _set.LossCount) < 40)
        {
            return null;
        }

        var step = Math.Max(1, column.RowCount / MaxLeakRows);
        var rows = Enumerable.Range(0, column.RowCount).Where(row => row % step == 0).ToArray();
        var labels = rows.Select(row => _set.Labels[row]).ToArray();
        if (labels.Sum() < 20 || labels.Length - labels.Sum() < 20)
        {
            return null;
        }

        var feature = column.Select(rows);
        var single = new FeatureTable([
            feature.Kind == RawKind.Number ? FeatureColumn.Number(column.Name, feature.Numbers)
            : feature.Kind == RawKind.Words ? Encode(column.Name, feature.Words)
            : LeadFeatures.CrossFitted(
                new FeatureSpec(column.Name, column.Field, column.Name, false, [], []),
                feature,
                labels,
                StratifiedFolds.Assign(labels, 2, 2)
            ),
        ]);
        var folds = StratifiedFolds.Assign(labels, 2, 1);
        var raw = new double[labels.Length];
        for (var fold = 0; fold < 2; fold++)
        {
            var train = Enumerable.Range(0, labels.Length).Where(row => folds[row] != fold).ToArray();
            var model = SmoothedRates.Fit(
                single.SelectRows(train),
                [.. train.Select(row => labels[row])],
                new SmoothedRatesOptions { BinCount = 40 }
            );
            var predicted = model.PredictRaw(single);
            for (var row = 0; row < raw.Length; row++)
            {
                raw[row] = folds[row] == fold ? predicted[row] : raw[row];
            }
        }

        var auc = RocCurve.Area(RankedOutcomes.From(labels, raw));
        return auc >= LeakingAuc ? new Message(ReportMessages.ColumnLeak, auc) : null;
    }

    private static FeatureColumn Encode(string name, string[] words)
    {
        var encoder = CategoryEncoder.Fit(words, MissingTokens.IsMissing);
        return FeatureColumn.Category(name, encoder.Encode(words, MissingTokens.IsMissing), encoder.Categories);
    }
}
