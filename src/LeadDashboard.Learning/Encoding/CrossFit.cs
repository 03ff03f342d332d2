namespace LeadDashboard.Learning.Encoding;

/// <summary>Numbers learnt from outcomes, for the rows that are learnt from: none sees its own outcome.</summary>
public static class CrossFit
{
    /// <param name="folds">int[rowCount], at least two different ones.</param>
    /// <param name="score">Learns from the rows given first (row numbers) and scores those given second.</param>
    /// <returns>float[rowCount]: each row by what was learnt from the other folds.</returns>
    public static float[] Score(int[] folds, Func<int[], int[], float[]> score)
    {
        var numbers = new float[folds.Length];
        foreach (var fold in folds.Distinct())
        {
            var byFold = Enumerable.Range(0, folds.Length).ToLookup(row => folds[row] == fold);
            int[] held = [.. byFold[true]];
            var scored = score([.. byFold[false]], held);
            for (var i = 0; i < held.Length; i++)
            {
                numbers[held[i]] = scored[i];
            }
        }

        return numbers;
    }
}
