namespace LeadDashboard.Learning.Drift;

/// <summary>
/// How well a column tells when a row happened: the share of the variance of the time order that its values explain
/// (correlation ratio, Fisher 1925).
/// </summary>
public static class CalendarLikeness
{
    private const int BinCount = 20;

    /// <param name="numbers">float[rowCount] in time order, oldest first; NaN = missing, a value of its own.</param>
    /// <returns>0 (says nothing about time) .. 1 (a calendar).</returns>
    public static double OfNumbers(float[] numbers)
    {
        var sorted = numbers.Where(number => !float.IsNaN(number)).Order().ToArray();
        var edges = new List<float>();
        for (var bin = 1; bin < BinCount && sorted.Length > 0; bin++)
        {
            var edge = sorted[(int)((long)bin * sorted.Length / BinCount)];
            if (edges.Count == 0 || edge > edges[^1])
            {
                edges.Add(edge);
            }
        }

        return OfGroups([.. numbers.Select(number => float.IsNaN(number) ? -1 : edges.Count(edge => number >= edge))]);
    }

    /// <param name="words">string[rowCount] in time order; "" = missing, a value of its own.</param>
    public static double OfWords(string[] words)
    {
        var codes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        return OfGroups([
            .. words.Select(word => codes.TryGetValue(word, out var code) ? code : codes[word] = codes.Count),
        ]);
    }

    private static double OfGroups(int[] groups)
    {
        var sums = new Dictionary<int, (double Sum, double Count)>();
        var middle = (groups.Length - 1) / 2.0;
        for (var row = 0; row < groups.Length; row++)
        {
            var (sum, count) = sums.GetValueOrDefault(groups[row]);
            sums[groups[row]] = (sum + row - middle, count + 1);
        }

        // Each group may look like time by luck: its own share of the variance is taken away (epsilon squared, Kelley
        // 1935).
        double rows = groups.Length,
            total = rows * (rows * rows - 1) / 12;
        var between = sums.Values.Sum(group => group.Sum * group.Sum / group.Count);
        var within = (total - between) / Math.Max(1, rows - sums.Count);
        return total <= 0 ? 0 : Math.Clamp((between - (sums.Count - 1) * within) / total, 0, 1);
    }
}
