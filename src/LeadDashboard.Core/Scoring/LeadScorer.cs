using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Core.Scoring;

/// <summary>Scores leads with a trained model and says why.</summary>
public static class LeadScorer
{
    /// <summary>The reason that holds what <c>maxReasons</c> left over.</summary>
    public const string OtherReason = "Other";

    /// <summary>Beyond this the probability could not be turned back into the same log-odds.</summary>
    private const double MaxLogOdds = 15;

    private const int ChunkSize = 4096;

    /// <summary>One score per lead, in order.</summary>
    /// <param name="model">Its recipe says which attributes are read and how.</param>
    /// <param name="rows">Any leads; their outcome is not looked at.</param>
    /// <param name="asOfUtc">The instant from which the leads are seen: nothing later counts.</param>
    /// <param name="maxReasons">The strongest are kept, the rest is summed up as "Other". 0: everything is
    /// "Other".</param>
    /// <param name="maxThreads">1 .. any; the scores are the same.</param>
    public static LeadScore[] Score(
        TrainedModel model,
        LeadRows rows,
        DateTime asOfUtc,
        int maxReasons = int.MaxValue,
        int maxThreads = 1,
        CancellationToken cancellationToken = default
    )
    {
        var leads = rows.Leads;
        var scores = new LeadScore[leads.Count];
        ForChunks(
            leads.Count,
            maxThreads,
            (from, to) =>
            {
                var chunk = new Lead[to - from];
                for (var i = 0; i < chunk.Length; i++)
                {
                    chunk[i] = leads[from + i];
                }

                var table = LeadTable.Build(
                    rows with
                    {
                        Leads = chunk,
                    },
                    model.Recipe.Fields,
                    [.. chunk.Select(_ => asOfUtc)]
                );
                ScoreRows(model, table, maxReasons, scores.AsSpan(from, to - from));
            },
            cancellationToken
        );
        return scores;
    }

    /// <summary>double[leads], the chances alone, 0..1, as <see cref="Score(TrainedModel, LeadRows, DateTime,
    /// int, int, CancellationToken)"/> gives them.</summary>
    public static double[] Probabilities(TrainedModel model, LeadRows rows, DateTime asOfUtc, int maxThreads = 1) =>
        model.Probabilities(
            LeadTable.Build(rows, model.Recipe.Fields, [.. rows.Leads.Select(_ => asOfUtc)]),
            maxThreads
        );

    /// <summary>The same for rows of a plain table.</summary>
    public static LeadScore[] Score(
        TrainedModel model,
        RawTable rows,
        int maxReasons = int.MaxValue,
        int maxThreads = 1,
        CancellationToken cancellationToken = default
    )
    {
        var scores = new LeadScore[rows.RowCount];
        ForChunks(
            rows.RowCount,
            maxThreads,
            (from, to) =>
                ScoreRows(
                    model,
                    rows.SelectRows([.. Enumerable.Range(from, to - from)]),
                    maxReasons,
                    scores.AsSpan(from, to - from)
                ),
            cancellationToken
        );
        return scores;
    }

    private static void ForChunks(
        int rowCount,
        int maxThreads,
        Action<int, int> run,
        CancellationToken cancellationToken
    )
    {
        var chunkCount = (rowCount + ChunkSize - 1) / ChunkSize;
        Parallel.For(
            0,
            chunkCount,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, maxThreads),
                CancellationToken = cancellationToken,
            },
            chunk => run(chunk * ChunkSize, Math.Min(rowCount, (chunk + 1) * ChunkSize))
        );
    }

    private static void ScoreRows(TrainedModel model, RawTable rows, int maxReasons, Span<LeadScore> scores)
    {
        var table = LeadFeatures.Build(model.Recipe, rows);
        var fields = FieldIndex.Build(model.Recipe, rows);
        var all = model.Scorer.ExplainAll(table, out var baseRaw);
        var deviations = model.Range.Deviations(table);
        var shares = new double[fields.Names.Length];
        for (var row = 0; row < scores.Length; row++)
        {
            var contributions = all.AsSpan(row * table.ColumnCount, table.ColumnCount);
            Array.Clear(shares);
            var sum = 0.0;
            for (var c = 0; c < contributions.Length; c++)
            {
                shares[fields.OfFeature[c]] += contributions[c];
                sum += contributions[c];
            }

            var (logOdds, baseLogOdds) = Stretch(model, baseRaw, sum, shares);
            var (low, high) = model.Range.At(logOdds, deviations[row]);
            scores[row] = new LeadScore(
                LogOdds.ToProbability(logOdds),
                low,
                high,
                baseLogOdds,
                Reasons(shares, fields, row, maxReasons)
            );
        }
    }

    /// <summary>
    /// The calibrator bends the line from base to raw score; every share is stretched by the same factor (calibrated
    /// distance / raw distance),
    /// so that base + shares is exactly the calibrated log-odds.
    /// </summary>
    private static (double LogOdds, double BaseLogOdds) Stretch(
        TrainedModel model,
        double baseRaw,
        double sum,
        double[] shares
    )
    {
        var logOdds = Math.Clamp(model.Calibrator.Calibrate(baseRaw + sum), -MaxLogOdds, MaxLogOdds);
        var baseLogOdds = Math.Clamp(model.Calibrator.Calibrate(baseRaw), -MaxLogOdds, MaxLogOdds);
        if (Math.Abs(sum) < 1e-9)
        {
            // No distance to stretch: the lead is the average lead.
            Array.Clear(shares);
            return (baseLogOdds, baseLogOdds);
        }

        var factor = (logOdds - baseLogOdds) / sum;
        for (var i = 0; i < shares.Length; i++)
        {
            shares[i] *= factor;
        }

        return (logOdds, baseLogOdds);
    }

    private static List<LeadReason> Reasons(double[] shares, FieldIndex fields, int row, int maxReasons)
    {
        var kept = Strongest(shares, Math.Min(maxReasons, shares.Length));
        var reasons = new List<LeadReason>(kept.Length + 1);
        var rest = shares.Sum();
        foreach (var field in kept)
        {
            reasons.Add(new LeadReason(fields.Names[field], fields.Display(field, row), shares[field]));
            rest -= shares[field];
        }

        if (kept.Length < shares.Length)
        {
            reasons.Add(new LeadReason(OtherReason, "", rest));
        }

        return reasons;
    }

    /// <summary>Indexes of the largest absolute shares, strongest first.</summary>
    private static int[] Strongest(double[] shares, int count)
    {
        var order = new int[shares.Length];
        var keys = new double[shares.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = -Math.Abs(shares[i]);
        }

        Array.Sort(keys, order);
        return order[..count];
    }
}
