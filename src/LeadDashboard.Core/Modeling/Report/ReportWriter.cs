using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Report;

/// <summary>The unseen rows of a training, and how.</summary>
internal sealed record UnseenRows(
    SplitKind Split,
    float[] Labels,
    int TrainRowCount,
    DateTime? FromUtc,
    DateTime? ToUtc
)
{
    /// <summary>The newest rows were held out.</summary>
    public static UnseenRows Newest(TrainingSet set, int[] rows)
    {
        var instants = set.HasDates ? rows.Select(row => (DateTime?)set.InstantsUtc[row]).ToArray() : [];
        return new UnseenRows(
            SplitKind.NewestTail,
            [.. rows.Select(row => set.Labels[row])],
            set.RowCount - rows.Length,
            instants.Min(),
            instants.Max()
        );
    }
}

/// <summary>Turns measurements on unseen rows into the report of a version.</summary>
internal static class ReportWriter
{
    private const int MaxDriverRows = 400;

    /// <param name="compared">The candidates on the unseen rows.</param>
    /// <param name="index">Of the candidate whose report it is.</param>
    /// <param name="drivers">Of its model.</param>
    /// <param name="isThin">Few outcomes.</param>
    public static ModelReport Write(Comparison compared, int index, IReadOnlyList<GlobalDriver> drivers, bool isThin)
    {
        var (unseen, probabilities) = (compared.Unseen, compared.Probabilities[index]);
        var metrics = compared.Results[index].Metrics;
        var ranked = RankedOutcomes.From(unseen.Labels, probabilities);
        var confusions = ConfusionTable.Rows(ranked);
        var warnings = new List<Message>();
        if (isThin)
        {
            warnings.Add(
                new Message(
                    ReportMessages.ThinEvidence,
                    metrics.WinCount,
                    metrics.RowCount - metrics.WinCount,
                    TrainingOptions.Default.MinOutcomesPerClass
                )
            );
        }

        if (metrics.Auc.Low <= 0.5)
        {
            warnings.Add(new Message(ReportMessages.NotBetterThanChance));
        }

        return new ModelReport
        {
            Kind = compared.Results[index].Kind,
            Split = unseen.Split,
            TestFromUtc = unseen.FromUtc,
            TestToUtc = unseen.ToUtc,
            TrainRowCount = unseen.TrainRowCount,
            TestRowCount = unseen.Labels.Length,
            Metrics = metrics,
            Candidates = compared.Results,
            Gains = GainsCurve.Points(ranked),
            Deciles = LiftTable.Deciles(ranked),
            Calibration = CalibrationCurve.Bins(unseen.Labels, probabilities),
            Roc = RocCurve.Points(ranked),
            PrecisionRecall = PrecisionRecallCurve.Points(ranked),
            Confusions = confusions,
            RecommendedThreshold = ConfusionTable.BestThreshold(confusions),
            Drivers = drivers,
            Excluded = [],
            Warnings = warnings,
            TrainSeconds = 0,
            IsThinEvidence = isThin,
        };
    }

    /// <summary>Mean absolute share per field over evenly chosen rows, largest first.</summary>
    public static IReadOnlyList<GlobalDriver> Drivers(ILearnedModel model, FeatureRecipe recipe, FeatureTable table)
    {
        var step = Math.Max(1, table.RowCount / MaxDriverRows);
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        var contributions = new double[table.ColumnCount];
        var rowCount = 0;
        for (var row = 0; row < table.RowCount; row += step, rowCount++)
        {
            model.Explain(table, row, contributions);
            var perField = new Dictionary<string, double>(StringComparer.Ordinal);
            for (var c = 0; c < contributions.Length; c++)
            {
                var field = recipe.Features[c].Field;
                perField[field] = perField.GetValueOrDefault(field) + contributions[c];
            }

            foreach (var (field, share) in perField)
            {
                shares[field] = shares.GetValueOrDefault(field) + Math.Abs(share);
            }
        }

        return
        [
            .. shares
                .Select(pair => new GlobalDriver(pair.Key, pair.Value / Math.Max(1, rowCount)))
                .Where(driver => driver.MeanAbsoluteLogOdds > 0)
                .OrderByDescending(driver => driver.MeanAbsoluteLogOdds)
                .ThenBy(driver => driver.Feature, StringComparer.Ordinal),
        ];
    }
}
