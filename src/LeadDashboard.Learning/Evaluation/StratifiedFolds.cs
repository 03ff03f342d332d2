namespace LeadDashboard.Learning.Evaluation;

/// <summary>Seeded folds that hold wins and losses in equal shares.</summary>
public static class StratifiedFolds
{
    /// <returns>int[rowCount], fold 0 .. foldCount - 1 of every row.</returns>
    public static int[] Assign(float[] labels, int foldCount, int seed)
    {
        var random = new Random(seed);
        var folds = new int[labels.Length];
        foreach (var label in (float[])[0, 1])
        {
            var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] == label).ToArray();
            random.Shuffle(rows);
            for (var i = 0; i < rows.Length; i++)
            {
                // Losses are dealt from the other end, so that no fold gets the extra row of both classes.
                folds[rows[i]] = label == 1 ? i % foldCount : foldCount - 1 - i % foldCount;
            }
        }

        return folds;
    }
}
