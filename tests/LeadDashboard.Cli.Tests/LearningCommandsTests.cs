using System.Globalization;
using System.Text.Json;

namespace LeadDashboard.Cli.Tests;

public sealed class LearningCommandsTests : IDisposable
{
    private readonly string folder = Path.Combine(
        Path.GetTempPath(),
        "learning-commands-" + Guid.NewGuid().ToString("N")
    );
    private readonly StringWriter output = new();

    public LearningCommandsTests() => Directory.CreateDirectory(folder);

    public void Dispose()
    {
        output.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task TrainThenScore_LabelledFile_WritesScoresThatTellWonFromLost()
    {
        var (file, model, scored) = (
            WriteLeads(600, 1),
            Path.Combine(folder, "leads.model"),
            Path.Combine(folder, "scored.csv")
        );

        Assert.Equal(
            0,
            await TrainCommand.RunAsync([file, "--label", "Outcome", "-o", model, "--threads", "2"], output)
        );
        Assert.Equal(0, await ScoreCommand.RunAsync([file, "--model", model, "-o", scored], output));

        var lines = await File.ReadAllLinesAsync(scored);
        Assert.Equal(601, lines.Length);
        Assert.Equal("Source,Employees,Outcome,Score,Segment,Reason 1,Reason 2,Reason 3", lines[0]);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        double Mean(string outcome) =>
            rows.Where(row => row[2] == outcome).Average(row => double.Parse(row[3], CultureInfo.InvariantCulture));
        Assert.True(Mean("won") > Mean("lost") + 15);
        Assert.All(rows, row => Assert.Contains(row[4], (string[])["Hot", "Warm", "Cold"]));
        Assert.Contains(rows, row => row[5].StartsWith("Employees = ", StringComparison.Ordinal));
        Assert.Contains("600 leads", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("600 rows scored", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OutcomeColumnNotThere_NamesTheColumns()
    {
        var refusal = await Assert.ThrowsAsync<CommandException>(() =>
            TrainCommand.RunAsync([WriteLeads(50, 1), "--label", "Result", "-o", Path.Combine(folder, "m")], output)
        );

        Assert.Contains("'Outcome'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_TooFewLeads_SaysHowManyAreNeeded()
    {
        var refusal = await Assert.ThrowsAsync<CommandException>(() =>
            TrainCommand.RunAsync([WriteLeads(8, 1), "--label", "Outcome", "-o", Path.Combine(folder, "m")], output)
        );

        Assert.Contains("at least 10", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "m")));
    }

    [Fact]
    public async Task Score_NotAModel_IsRefusedInWords()
    {
        var file = WriteLeads(20, 1);

        var refusal = await Assert.ThrowsAsync<CommandException>(() =>
            ScoreCommand.RunAsync([file, "--model", file, "-o", Path.Combine(folder, "out.csv")], output)
        );

        Assert.Contains("not a model", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OrderedFile_PrintsStaticAndRetrained()
    {
        await ReplayCommand.RunAsync(
            [
                WriteLeads(800, 2),
                "--label", "Outcome", "--blocks", "4", "--first", "2", "--candidates", "rates", "logistic", "--threads",
                "2", "--json",
            ],
            output
        );

        var lines = output
            .ToString()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
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
        var refusal = await Assert.ThrowsAsync<CommandException>(() =>
            ReplayCommand.RunAsync([WriteLeads(60, 1), "--label", "Outcome", "--without", "magic"], output)
        );

        Assert.Contains("drift, level, windows and calendars", refusal.Message, StringComparison.Ordinal);
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
        var path = Path.Combine(folder, "leads.csv");
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
