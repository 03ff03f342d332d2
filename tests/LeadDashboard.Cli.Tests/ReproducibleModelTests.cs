using System.Globalization;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Cli.Tests;

/// <summary>What a model may depend on: rows and seed alone.</summary>
public sealed class ReproducibleModelTests : IDisposable
{
    private const int RowCount = 1_500;

    /// <summary>Mean change of a probability that another order of the rows may bring: it draws other folds.</summary>
    private const double OrderError = 0.02;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "reproducible-" + Guid.NewGuid().ToString("N"));

    public ReproducibleModelTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Train_OneAndTwoThreads_SameModelFileByteForByte()
    {
        var file = Write("leads", Leads(1));

        var one = await TrainAsync(file, "--threads", "1");
        var two = await TrainAsync(file, "--threads", "2");
        var other = await TrainAsync(file, "--threads", "2", "--seed", "2");

        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        Assert.NotEqual(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(other));
    }

    [Fact]
    public async Task Train_ColumnOfManyLevels_SameModelFileByteForByteAndRefusedAsTreesInWords()
    {
        var random = new Random(3);
        var firms = Leads(1).Select(row => $"Firm {(int)(400 * Math.Pow(random.NextDouble(), 2))},{row}");
        var file = Path.Combine(_folder, "firms.csv");
        await File.WriteAllLinesAsync(file, firms.Prepend("Firm,Source,Size,Visits,Region,Outcome"));

        var one = await TrainAsync(file, "--threads", "1", "--candidates", "level logistic");
        var two = await TrainAsync(file, "--threads", "2", "--candidates", "level logistic");
        var run = await CliRun.OfAsync("export-model", one, "--to", "xgboost", "-o", Path.Combine(_folder, "out"));

        Assert.Equal(await File.ReadAllBytesAsync(one), await File.ReadAllBytesAsync(two));
        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("a part of it is no sum of trees: logistic", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_RowsInAnotherOrder_SameProbabilitiesUpToTheStatedError()
    {
        var rows = Leads(1);
        var moved = rows.ToArray();
        new Random(7).Shuffle(moved);
        var fresh = Write("fresh", Leads(2));

        var scores = await ScoreAsync(fresh, await TrainAsync(Write("leads", rows)));
        var scoresMoved = await ScoreAsync(fresh, await TrainAsync(Write("moved", moved)));

        Assert.InRange(scores.Zip(scoresMoved, (a, b) => Math.Abs(a - b)).Average(), 0, OrderError);
        float[] labels = [.. Leads(2).Select(row => row.EndsWith("won", StringComparison.Ordinal) ? 1f : 0f)];
        double Auc(double[] probabilities) => Quality.Measure(labels, probabilities, 1).Auc.Value;
        Assert.InRange(Auc(scores), 0.65, 1);
        Assert.InRange(Math.Abs(Auc(scores) - Auc(scoresMoved)), 0, OrderError);
    }

    private async Task<string> TrainAsync(string file, params string[] more)
    {
        var model = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        var run = await CliRun.OfAsync(["train", file, "--label", "Outcome", "-o", model, .. more]);
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        return model;
    }

    private async Task<double[]> ScoreAsync(string file, string model)
    {
        var target = Path.Combine(_folder, "scored.csv");
        var run = await CliRun.OfAsync("score", file, "--model", model, "-o", target);
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        return
        [
            .. (await File.ReadAllLinesAsync(target))
                .Skip(1)
                .Select(line => double.Parse(line.Split(',')[^3], CultureInfo.InvariantCulture)),
        ];
    }

    private string Write(string name, IEnumerable<string> rows)
    {
        var path = Path.Combine(_folder, name + ".csv");
        File.WriteAllLines(path, rows.Prepend("Source,Size,Visits,Region,Outcome"));
        return path;
    }

    private static string[] Leads(int seed)
    {
        var random = new Random(seed);
        string[] names = ["Web", "Partner", "Fair"];
        return
        [
            .. Enumerable
                .Range(0, RowCount)
                .Select(_ =>
                {
                    var (source, size, visits) = (random.Next(3), random.Next(1, 500), random.Next(30));
                    var chance = 1 / (1 + Math.Exp(2.6 - (source == 1 ? 1.5 : 0) - size / 150.0 - visits / 20.0));
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{names[source]},{size},{visits},R{random.Next(12)},"
                            + $"{(random.NextDouble() < chance ? "won" : "lost")}"
                    );
                }),
        ];
    }
}
