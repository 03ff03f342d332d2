namespace LeadDashboard.Learning.Evaluation;

/// <summary>Old rows to learn from, the newest to be measured on.</summary>
public sealed record TimeSplit(int[] TrainRows, int[] TestRows)
{
    /// <summary>
    /// The newest <paramref name="testShare"/> of the rows by instant. Rows of one instant stay on one side: the older
    /// one gets a border group,
    /// unless nothing would be left to test.
    /// </summary>
    public static TimeSplit Newest(IReadOnlyList<DateTime> instants, double testShare = 0.2)
    {
        var order = Enumerable.Range(0, instants.Count).OrderBy(row => instants[row]).ToArray();
        var wanted = order.Length - (int)Math.Round(order.Length * testShare);
        var cut = wanted;
        while (cut > 0 && cut < order.Length && instants[order[cut]] == instants[order[cut - 1]])
        {
            cut++;
        }

        if (cut >= order.Length)
        {
            cut = wanted;
        }

        return new TimeSplit(order[..cut], order[cut..]);
    }
}
