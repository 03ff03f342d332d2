namespace LeadDashboard.Learning.Evaluation;

/// <summary>Keeps a curve small enough to draw and to store.</summary>
internal static class Thinning
{
    /// <summary>At most <paramref name="maxPoints"/> evenly chosen points; first and last always stay.</summary>
    public static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> points, int maxPoints)
    {
        if (points.Count <= maxPoints)
        {
            return points;
        }

        var kept = new T[maxPoints];
        for (var i = 0; i < maxPoints; i++)
        {
            kept[i] = points[(int)((long)i * (points.Count - 1) / (maxPoints - 1))];
        }

        return kept;
    }
}
