namespace LeadDashboard.Learning.Encoding;

/// <summary>Words and numbers that stand for "not known".</summary>
public static class MissingTokens
{
    /// <summary>Compared without case after trimming.</summary>
    public static IReadOnlySet<string> Words { get; } =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "", "unknown", "n/a", "na", "#n/a", "null", "nan", "none given", "not given", "select", "-", "--", "?",
            "未知", "无", "不详", "未填写",
        };

    public static bool IsMissing(string word) => Words.Contains(word.AsSpan().Trim().ToString());

    /// <summary>
    /// Numbers that programs write for "not known" (-1, 99, 999, 9999 ...), when they stand apart from the true values:
    /// at an end of the range, frequent, and at least as far from the nearest other value as all the others are wide.
    /// </summary>
    /// <param name="numbers">NaN = already missing.</param>
    public static float[] Sentinels(float[] numbers)
    {
        var sorted = numbers.Where(number => !float.IsNaN(number)).ToArray();
        if (sorted.Length < 50)
        {
            return [];
        }

        Array.Sort(sorted);
        var found = new List<float>();
        int low = 0,
            high = sorted.Length - 1;
        if (IsCode(sorted[high]))
        {
            var first = Array.FindIndex(sorted, number => number == sorted[high]);
            if (
                first > 0
                && high - first + 1 >= sorted.Length / 100
                && sorted[high] - sorted[first - 1] > 2 * Math.Max(1, sorted[first - 1] - sorted[low])
            )
            {
                found.Add(sorted[high]);
                high = first - 1;
            }
        }

        if (sorted[low] is -1 or -99 or -999 or -9999)
        {
            var last = Array.FindLastIndex(sorted, high, high + 1, number => number == sorted[low]);
            if (
                last < high
                && last + 1 >= sorted.Length / 100
                && sorted[last + 1] >= 0
                && (sorted[low] < -1 || IsWhole(sorted.AsSpan(0, high + 1)))
            )
            {
                found.Add(sorted[low]);
            }
        }

        return [.. found];
    }

    private static bool IsCode(float number) => number is 99 or 999 or 9999 or 99999 or 999999 or 9999999;

    private static bool IsWhole(ReadOnlySpan<float> numbers)
    {
        foreach (var number in numbers)
        {
            if (number != MathF.Floor(number))
            {
                return false;
            }
        }

        return true;
    }
}
