using System.Globalization;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Calibration;

namespace LeadDashboard.Cli.Tests;

/// <summary>A model goes to another program: what its trees can say, and in words what they cannot.</summary>
public sealed class ExportModelCommandTests : IDisposable
{
    private const int RowCount = 600;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "export-model-" + Guid.NewGuid().ToString("N"));

    public ExportModelCommandTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Model => Path.Combine(_folder, "leads.model");

    private string Outside => Path.Combine(_folder, "outside.model");

    [Theory]
    [InlineData("lightgbm", false)]
    [InlineData("lightgbm", true)]
    [InlineData("xgboost", true)]
    public async Task ExportModel_Trees_TheWrittenModelGivesTheSameProbabilities(string program, bool isCalibrated)
    {
        // XGBoost's file of 1.7 has no room for the words of a category: there the source is a number.
        var file = WriteLeads(isCoded: program == "xgboost");
        await TrainAsync(file, "trees");
        if (isCalibrated)
        {
            await CalibrateAsync(new PlattScaling(0.8, -0.3));
        }

        var run = await CliRun.OfAsync("export-model", Model, "--to", program, "-o", Outside, "--json");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Equal(2, run.Json.GetProperty("features").GetArrayLength());
        var (ours, theirs) = (await ProbabilitiesAsync(file, Model), await ProbabilitiesAsync(file, Outside));
        Assert.Equal(RowCount, ours.Length);
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(ours.Max() - ours.Min() > 0.2);
    }

    [Theory]
    [InlineData("fastforest")]
    [InlineData("fasttree")]
    public async Task ExportModel_TreesOfTheLibrary_GiveTheSameProbabilities(string kind)
    {
        var file = WriteLeads(isCoded: false);
        if (!await TrainAsync(file, kind))
        {
            return;
        }

        var run = await CliRun.OfAsync("export-model", Model, "--to", "lightgbm", "-o", Outside);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        var (ours, theirs) = (await ProbabilitiesAsync(file, Model), await ProbabilitiesAsync(file, Outside));
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public async Task ExportModel_StepsOfCalibration_AreRefusedAndTheOrderBeforeThemIsWritten()
    {
        var file = WriteLeads(isCoded: true);
        await TrainAsync(file, "trees");
        var steps = IsotonicCalibration.Fit([-2, -1, 0, 1, 2, 3], [0, 0, 1, 0, 1, 1]);
        await CalibrateAsync(steps);
        string[] call = ["export-model", Model, "--to", "xgboost", "-o", Outside];

        var refused = await CliRun.OfAsync(call);
        Assert.False(File.Exists(Outside));
        var order = await CliRun.OfAsync([.. call, "--uncalibrated"]);

        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Contains("(isotonic) is no straight line", refused.Errors, StringComparison.Ordinal);
        Assert.Equal((ExitCodes.Done, ""), (order.Code, order.Errors));
        var theirs = await ProbabilitiesAsync(file, Outside);
        await CalibrateAsync(PlattScaling.None);
        Assert.All(
            (await ProbabilitiesAsync(file, Model)).Zip(theirs),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6)
        );
    }

    [Fact]
    public async Task ExportModel_PartThatIsNoTrees_IsNamed()
    {
        var file = WriteLeads(isCoded: false);
        await TrainAsync(file, "logistic");

        var run = await CliRun.OfAsync("export-model", Model, "--to", "xgboost", "-o", Outside);
        var chinese = await CliRun.InAsync("zh_CN.UTF-8", "export-model", Model, "--to", "xgboost", "-o", Outside);
        var noModel = await CliRun.OfAsync("export-model", file, "--to", "xgboost", "-o", Outside);
        var noProgram = await CliRun.OfAsync("export-model", Model, "--to", "catboost", "-o", Outside);

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("a part of it is no sum of trees: logistic", run.Errors, StringComparison.Ordinal);
        Assert.Contains("其中有一部分不是树的和：logistic", chinese.Errors, StringComparison.Ordinal);
        Assert.Contains("not a model of LeadDashboard", noModel.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.WrongUse, noProgram.Code);
        Assert.False(File.Exists(Outside));
    }

    [Fact]
    public async Task ExportModel_FeatureMadeOfTwoDates_IsPointedOut()
    {
        var file = Path.Combine(_folder, "trips.csv");
        var random = new Random(4);
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, RowCount)
                .Select(row =>
                {
                    var (asked, days) = (new DateTime(2024, 1, 1).AddDays(row / 2), random.Next(0, 90));
                    var outcome = random.NextDouble() < 0.1 + 0.8 * days / 90 ? "won" : "lost";
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{asked:yyyy-MM-dd},{asked.AddDays(days):yyyy-MM-dd},{outcome}"
                    );
                })
                .Prepend("Asked,Arrives,Outcome")
        );
        await TrainAsync(file, "trees");
        await CalibrateAsync(PlattScaling.None);

        var run = await CliRun.OfAsync("export-model", Model, "--to", "xgboost", "-o", Outside);

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Contains("'Asked\u00A0\u2192\u00A0Arrives'", run.Errors, StringComparison.Ordinal);
    }

    /// <returns>False where the learner's native library does not load on this machine.</returns>
    private async Task<bool> TrainAsync(string file, string kind)
    {
        var run = await CliRun.OfAsync(
            "train",
            file,
            "--label", "Outcome", "--candidates", kind, "-o", Model, "--threads", "2"
        );
        if (run.Code == ExitCodes.Done)
        {
            await CalibrateAsync(PlattScaling.None);
            return true;
        }

        Assert.Contains("native library", run.Errors, StringComparison.Ordinal);
        return false;
    }

    private async Task CalibrateAsync(ICalibrator calibrator)
    {
        var model = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));
        await File.WriteAllBytesAsync(Model, (model with { Calibrator = calibrator }).ToBytes());
    }

    private async Task<double[]> ProbabilitiesAsync(string file, string model)
    {
        var target = Path.Combine(_folder, "scored.csv");
        var run = await CliRun.OfAsync(
            "score", file, "--model", model, "-o", target, "--format", "decimal=.", "dates=year-first"
        );
        Assert.Equal(ExitCodes.Done, run.Code);
        return
        [
            .. (await File.ReadAllLinesAsync(target))
                .Skip(1)
                .Select(line => double.Parse(line.Split(',')[^3], CultureInfo.InvariantCulture)),
        ];
    }

    private string WriteLeads(bool isCoded)
    {
        var random = new Random(9);
        var path = Path.Combine(_folder, "leads.csv");
        string[] names = isCoded ? ["0.5", "1.5", "2.5"] : ["Web", "Partner", "Fair"];
        File.WriteAllLines(
            path,
            Enumerable
                .Range(0, RowCount)
                .Select(_ =>
                {
                    var (source, size) = (random.Next(3), random.Next(1, 500));
                    var chance = 1 / (1 + Math.Exp(2.2 - (source == 1 ? 1.5 : 0) - size / 150.0));
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{names[source]},{size},{(random.NextDouble() < chance ? "won" : "lost")}"
                    );
                })
                .Prepend("Source,Size,Outcome")
        );
        return path;
    }
}
