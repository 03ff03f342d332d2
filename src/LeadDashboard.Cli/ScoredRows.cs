using System.Globalization;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Cli;

/// <summary>
/// Scored rows as lines of CSV: the columns of the file, then Score (0..100, one decimal), Segment, three reasons, and
/// as they were computed Probability, Low and High (0..1; the shortest text that reads back as the same number). Low
/// and High are empty where the model has no range.
/// </summary>
internal sealed class ScoredRows(TextWriter target, SegmentLimits limits, bool hasRange)
{
    public const int MaxReasons = 3;

    public Task WriteHeaderAsync(IReadOnlyList<string> header) =>
        target.WriteLineAsync(
            SafeCsv.Line(
                [
                    .. header,
                    "Score", "Segment", "Reason 1", "Reason 2", "Reason 3", "Probability", "Low", "High",
                ]
            )
        );

    public async Task WriteAsync(IReadOnlyList<string[]> rows, LeadScore[] scores)
    {
        for (var row = 0; row < scores.Length; row++)
        {
            var score = scores[row];
            var reasons = score
                .Reasons.Where(reason =>
                    !string.Equals(reason.Feature, LeadScorer.OtherReason, StringComparison.Ordinal)
                )
                .Select(Text)
                .Concat(Enumerable.Repeat("", MaxReasons))
                .Take(MaxReasons);
            await target.WriteLineAsync(
                SafeCsv.Line(
                    [
                        .. rows[row],
                        score.Score.ToString("0.0", CultureInfo.InvariantCulture),
                        SegmentRules.Assign(score.Probability, limits).ToString(),
                        .. reasons,
                        Exact(score.Probability),
                        hasRange ? Exact(score.Low) : "",
                        hasRange ? Exact(score.High) : "",
                    ]
                )
            );
        }
    }

    private static string Exact(double probability) => probability.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(LeadReason reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reason.Feature} = {reason.Value} ({reason.LogOdds:+0.00;-0.00})"
        );
}
