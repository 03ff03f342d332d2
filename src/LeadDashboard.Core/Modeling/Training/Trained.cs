using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Search;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// A comparison, the wanted candidates fitted on all rows, and how one of them is fitted again on some rows (rising;
/// rows to score; seed).
/// </summary>
internal sealed record Trained(
    Comparison Compared,
    IReadOnlyList<CandidateFit> Fits,
    Func<CandidateFit, int[], int[], int, double[]> Refit
)
{
    /// <summary>What was wanted and could not be compared, and why.</summary>
    public IReadOnlyList<Message> LeftOut { get; init; } = [];
}
