using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli.Tests;

public sealed class LearningCommandsTests : IDisposable
{
    private readonly string _folder = Path.Combine(
        Path.GetTempPath(),
        "learning-commands-" + Guid.NewGuid().ToString("N")
    );

    public LearningCommandsTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task TrainThenScore_LabelledFile_WritesScoresThatTellWonFromLost()
    {
        var (file, model, scored) = (
            WriteLeads(600, 1),
            Path.Combine(_folder, "leads.model"),
            Path.Combine(_folder, "scored.csv")
        );

        var training = await CliRun.OfAsync("train", file, "--label", "Outcome", "-o", model, "--threads", "2");
        var scoring = await CliRun.OfAsync("score", file, "--model", model, "-o", scored);

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (training.Code, scoring.Code));
        Assert.Equal("", scoring.Errors);

        var lines = await File.ReadAllLinesAsync(scored);
        Assert.Equal(601, lines.Length);
        Assert.Equal(
            "Source,Employees,Outcome,Score,Segment,Reason 1,Reason 2,Reason 3,Probability,Low,High",
            lines[0]
        );
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        double Mean(string outcome) =>
            rows.Where(row => row[2] == outcome).Average(row => double.Parse(row[3], CultureInfo.InvariantCulture));
        Assert.True(Mean("won") > Mean("lost") + 15);
        Assert.All(rows, row => Assert.Contains(row[4], (string[])["Hot", "Warm", "Cold"]));
        Assert.Contains(rows, row => row[5].StartsWith("Employees = ", StringComparison.Ordinal));
        Assert.Contains("600 leads", training.Output, StringComparison.Ordinal);
        Assert.Contains("600 rows scored", scoring.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrainThenScore_TwoDates_TellTheDaysBetween()
    {
        var (file, one, model, scored) = (
            Path.Combine(_folder, "trips.csv"),
            Path.Combine(_folder, "one.csv"),
            Path.Combine(_folder, "trips.model"),
            Path.Combine(_folder, "scored.csv")
        );
        const string Header = "Asked,Arrives,Outcome";
        var random = new Random(4);
        var rows = Enumerable
            .Range(0, 600)
            .Select(row =>
            {
                var (asked, days) = (new DateTime(2024, 1, 1).AddDays(row / 2), random.Next(0, 90));
                var outcome = random.NextDouble() < 0.1 + 0.8 * days / 90 ? "won" : "lost";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{asked:yyyy-MM-dd},{asked.AddDays(days):yyyy-MM-dd},{outcome}"
                );
            });
        await File.WriteAllLinesAsync(file, rows.Prepend(Header));
        await File.WriteAllLinesAsync(one, [Header, "2025-03-01,2025-05-10,"]);

        var training = await CliRun.OfAsync("train", file, "--label", "Outcome", "-o", model, "--threads", "2");
        var scoring = await CliRun.OfAsync("score", one, "--model", model, "-o", scored);

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (training.Code, scoring.Code));
        Assert.Equal("", scoring.Errors);
        var cells = (await File.ReadAllLinesAsync(scored))[1].Split(',');
        Assert.StartsWith("Asked\u00A0\u2192\u00A0Arrives = 70 (+", cells[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_CandidatesNamed_OnlyTheseAreCompared()
    {
        var (file, model) = (WriteLeads(600, 1), Path.Combine(_folder, "leads.model"));
        string[] call = ["train", file, "--label", "Outcome", "-o", model, "--candidates"];

        var run = await CliRun.OfAsync([.. call, "logistic", "trees"]);
        var unknown = await CliRun.OfAsync([.. call, "magic"]);
        var onDatabase = await CliRun.OfAsync("train", "--database", _folder, "--candidates", "trees");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        var report = TrainedModel.FromBytes(await File.ReadAllBytesAsync(model)).Report;
        Assert.Equal(["logistic", "trees"], report.Candidates.Select(candidate => candidate.Kind));
        Assert.Equal(ExitCodes.Refused, unknown.Code);
        Assert.Contains("(magic) is known", unknown.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.WrongUse, onDatabase.Code);
    }

    [Fact]
    public async Task Train_OutcomeColumnNotThere_NamesTheColumns()
    {
        var run = await CliRun.OfAsync(
            "train",
            WriteLeads(50, 1),
            "--label",
            "Result",
            "-o",
            Path.Combine(_folder, "m")
        );

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Contains("'Outcome'", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_TooFewLeads_SaysHowManyAreNeeded()
    {
        var run = await CliRun.OfAsync(
            "train",
            WriteLeads(8, 1),
            "--label",
            "Outcome",
            "-o",
            Path.Combine(_folder, "m")
        );

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("at least 10", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "m")));
    }

    [Fact]
    public async Task Score_NotAModel_IsRefusedInWords()
    {
        var file = WriteLeads(20, 1);

        var run = await CliRun.OfAsync("score", file, "--model", file, "-o", Path.Combine(_folder, "out.csv"));

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("not a model", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_FileWithoutAThirdOfTheWeight_IsRefusedUnlessWantedAnyway()
    {
        var (model, scored) = (Path.Combine(_folder, "leads.model"), Path.Combine(_folder, "scored.csv"));
        await CliRun.OfAsync("train", WriteLeads(600, 1), "--label", "Outcome", "-o", model, "--threads", "2");
        var file = Path.Combine(_folder, "renamed.csv");
        await File.WriteAllLinesAsync(file, ["Origin,Employees", "Web,20", "Partner,400"]);
        string[] call = ["score", file, "--model", model, "-o", scored];

        var refused = await CliRun.OfAsync([.. call, "--json"]);
        Assert.False(File.Exists(scored));
        var words = await CliRun.OfAsync(call);
        var anyway = await CliRun.OfAsync([.. call, "--anyway", "--json"]);

        Assert.Equal(ExitCodes.Refused, refused.Code);
        Assert.Equal("cli.columns-weigh", refused.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.Contains("'Source'", words.Errors, StringComparison.Ordinal);
        Assert.Contains("'Origin'", words.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, anyway.Code);
        Assert.Equal("Origin", Assert.Single(anyway.Json.GetProperty("unknown_columns").EnumerateArray()).GetString());
        Assert.InRange(anyway.Json.GetProperty("missing_weight").GetDouble(), 1.0 / 3, 1);
        Assert.Equal(3, (await File.ReadAllLinesAsync(scored)).Length);
    }

    [Fact]
    public async Task Score_FileWithoutAColumnOfTheModel_NamesItAndScoresUnlessStrict()
    {
        var (model, scored) = (Path.Combine(_folder, "leads.model"), Path.Combine(_folder, "scored.csv"));
        var (table, file) = (Path.Combine(_folder, "wide.csv"), Path.Combine(_folder, "short.csv"));
        var lines = await File.ReadAllLinesAsync(WriteLeads(600, 1));
        await File.WriteAllLinesAsync(table, lines.Select((line, row) => (row == 0 ? "Lane," : $"{row % 7},") + line));
        await CliRun.OfAsync("train", table, "--label", "Outcome", "-o", model, "--threads", "2");
        await File.WriteAllLinesAsync(file, ["Source,Employees,Colour", "Web,20,red", "Partner,400,blue"]);
        string[] call = ["score", file, "--model", model, "-o", scored];

        var strict = await CliRun.OfAsync([.. call, "--strict", "--json"]);
        Assert.False(File.Exists(scored));
        var plain = await CliRun.OfAsync(call);
        var json = await CliRun.OfAsync([.. call, "--json"]);
        var chinese = await CliRun.InAsync("zh_CN.UTF-8", call);

        Assert.Equal(ExitCodes.Refused, strict.Code);
        Assert.Equal("cli.columns-missing", strict.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.Equal(ExitCodes.Done, plain.Code);
        Assert.Contains("'Lane'", plain.Errors, StringComparison.Ordinal);
        Assert.Contains("does not know, left out: 'Colour'", plain.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("'Source'", plain.Errors, StringComparison.Ordinal);
        Assert.Contains("2 rows scored", plain.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["Lane"],
            json.Json.GetProperty("missing_columns").EnumerateArray().Select(name => name.GetString())
        );
        Assert.Contains("文件缺少模型训练时使用的列", chinese.Errors, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(scored)).Length);
    }

    [Fact]
    public async Task Replay_OrderedFile_PrintsStaticAndRetrained()
    {
        var run = await CliRun.OfAsync(
            "replay",
            WriteLeads(800, 2),
            "--label", "Outcome", "--blocks", "4", "--first", "2", "--candidates", "rates", "logistic", "--threads",
            "2", "--json"
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        var lines = run
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToArray();
        Assert.Equal("static retrained", string.Join(' ', lines.Select(line => line.GetProperty("mode").GetString())));
        Assert.All(lines, line => Assert.Equal(2, line.GetProperty("blocks").GetInt32()));
        Assert.All(lines, line => Assert.InRange(line.GetProperty("mean_auc").GetDouble(), 0.65, 1));
        Assert.All(lines, line => Assert.InRange(line.GetProperty("wins20").GetDouble(), 0.3, 1));
    }

    [Fact]
    public async Task Replay_UnknownPart_NamesTheKnownOnes()
    {
        var run = await CliRun.OfAsync("replay", WriteLeads(60, 1), "--label", "Outcome", "--without", "magic");

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Contains("drift, level, windows and calendars", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_LabelledFile_PrintsALinePerCandidate()
    {
        var run = await CliRun.OfAsync(
            "evaluate",
            WriteLeads(600, 3),
            "--label", "Outcome", "--folds", "3", "--candidates", "rates", "logistic", "--json"
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Equal(3, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(600, run.Json.GetProperty("rows").GetInt32());
        Assert.InRange(run.Json.GetProperty("auc").GetDouble(), 0.6, 1);
    }

    [Fact]
    public void Blocks_RowsThatDoNotDivide_FirstBlocksHoldOneMore() =>
        Assert.Equal([(0, 4), (4, 7), (7, 10)], ReplayCommand.Blocks(10, 3));

    [Fact]
    public void WinsAmongBest_TiedScores_KeepTheOrderOfTheRows()
    {
        float[] labels = [0, 1, 1, 0, 0, 0, 0, 0, 0, 1];

        Assert.Equal(1, ReplayCommand.WinsAmongBest(labels, [.. Enumerable.Repeat(0.5, 10)]));
        Assert.Equal(2, ReplayCommand.WinsAmongBest(labels, [0.1, 0.9, 0.8, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]));
        Assert.Equal(0, ReplayCommand.WinsAmongBest([1, 1], [0.5, 0.5]));
    }

    private string WriteLeads(int count, int seed)
    {
        var random = new Random(seed);
        var path = Path.Combine(_folder, "leads.csv");
        File.WriteAllLines(
            path,
            Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var (source, employees) = (
                        random.Next(3) switch
                        {
                            0 => "Web",
                            1 => "Partner",
                            _ => "Fair",
                        },
                        random.Next(1, 500)
                    );
                    var chance = 1 / (1 + Math.Exp(2.2 - (source is "Partner" ? 1.5 : 0) - employees / 150.0));
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{source},{employees},{(random.NextDouble() < chance ? "won" : "lost")}"
                    );
                })
                .Prepend("Source,Employees,Outcome")
        );
        return path;
    }
}
