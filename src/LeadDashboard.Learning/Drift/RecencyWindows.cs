namespace LeadDashboard.Learning.Drift;

/// <summary>
/// Nested windows of the newest rows: all, the newest half, quarter and so on. The mean of models of all windows weighs
/// a row the more the newer it is,
/// without having to choose one half-life (Herbster and Warmuth 1998 on tracking by experts of several memories).
/// </summary>
public static class RecencyWindows
{
    /// <param name="labels">float[rowCount] in time order, oldest first; 0 = lost, 1 = won.</param>
    /// <param name="minOutcomes">Wins and losses that the smallest window must hold.</param>
    /// <param name="maxCount">At least 1.</param>
    /// <returns>First row of each window, rising from 0; every window ends with the newest row.</returns>
    public static IReadOnlyList<int> Starts(float[] labels, int minOutcomes, int maxCount)
    {
        var starts = new List<int> { 0 };
        for (var length = labels.Length / 2; starts.Count < maxCount && length >= 2 * minOutcomes; length /= 2)
        {
            var start = labels.Length - length;
            var wins = 0;
            for (var row = start; row < labels.Length; row++)
            {
                wins += labels[row] > 0.5f ? 1 : 0;
            }

            if (wins < minOutcomes || length - wins < minOutcomes)
            {
                break;
            }

            starts.Add(start);
        }

        return starts;
    }
}
