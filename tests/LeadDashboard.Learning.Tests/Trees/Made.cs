using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Trees;

/// <summary>Small generated leads with a known rule.</summary>
internal static class Made
{
    /// <summary>
    /// x, y numbers (y sometimes missing), visits a small count, job a category; the log-odds are 2 x - 1 + 1.5 for
    /// cooks + 1 when y is missing.
    /// </summary>
    public static (FeatureTable Table, float[] Labels) Leads(int rowCount, int seed = 1)
    {
        var random = new Random(seed);
        var x = new float[rowCount];
        var y = new float[rowCount];
        var visits = new float[rowCount];
        var jobs = new int[rowCount];
        var labels = new float[rowCount];
        for (var i = 0; i < rowCount; i++)
        {
            x[i] = (float)((random.NextDouble() * 2) - 1);
            y[i] = random.NextDouble() < 0.3 ? float.NaN : (float)random.NextDouble();
            visits[i] = random.Next(5);
            jobs[i] = random.Next(-1, 12);
            var logOdds = (2 * x[i]) - 1 + (jobs[i] is 1 or 3 ? 1.5 : 0) + (float.IsNaN(y[i]) ? 1 : 0);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return (
            new FeatureTable([
                FeatureColumn.Number("x", x),
                FeatureColumn.Number("y", y),
                FeatureColumn.Number("visits", visits),
                FeatureColumn.Category("job", jobs, [.. Enumerable.Range(0, 12).Select(i => $"job {i}")]),
            ]),
            labels
        );
    }

    public static IEnumerable<double> TrueLogOdds(FeatureTable table) =>
        Enumerable
            .Range(0, table.RowCount)
            .Select(i =>
                (2 * table.Columns[0].Numbers[i])
                - 1
                + (table.Columns[3].Codes[i] is 1 or 3 ? 1.5 : 0)
                + (float.IsNaN(table.Columns[1].Numbers[i]) ? 1 : 0)
            );

    public static double LogLoss(double[] raw, float[] labels) =>
        raw.Zip(labels, (f, y) => Math.Log(1 + Math.Exp(-Math.Abs(f))) + Math.Max(f, 0) - (y * f)).Average();

    public static byte[] Bytes(ILearnedModel model)
    {
        using var stream = new MemoryStream();
        LeadDashboard.Learning.Storage.ModelFile.Write(stream, model);
        return stream.ToArray();
    }
}
