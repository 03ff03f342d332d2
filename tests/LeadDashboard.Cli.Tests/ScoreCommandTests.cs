using System.Globalization;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Cli.Tests;

public sealed class ScoreCommandTests : IDisposable
{
    private const int RowCount = 640;
    private const int PartCount = 16;
    private const string Header = "Quelle|Umsatz|Anfrage|Ergebnis";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "score-" + Guid.NewGuid().ToString("N"));

    public ScoreCommandTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Model => Path.Combine(_folder, "leads.model");

    [Fact]
    public async Task Score_GermanFileInSixteenParts_SameBytesAsTheWholeFile()
    {
        var rows = GermanRows();
        var whole = await WriteAsync("whole", rows);
        await TrainAsync(whole);

        var together = await ScoreAsync(whole, "--threads", "3");
        var apart = new List<string>();
        var guessed = new List<string>();
        for (var part = 0; part < PartCount; part++)
        {
            var size = RowCount / PartCount;
            var file = await WriteAsync($"part-{part:00}", rows[(part * size)..((part + 1) * size)]);
            apart.AddRange((await ScoreAsync(file, "--threads", "1"))[1..]);
            guessed.AddRange((await ScoreAsync(file, "--format", "detect"))[1..]);
        }

        Assert.Equal(RowCount + 1, together.Length);
        Assert.Equal(together[1..], apart);
        Assert.NotEqual(together[1..], guessed);
    }

    [Fact]
    public async Task Score_Probability_IsNotRoundedAndLiesInItsRange()
    {
        var whole = await WriteAsync("whole", GermanRows());
        await TrainAsync(whole);

        var lines = await ScoreAsync(whole);

        Assert.EndsWith(",Reason 2,Reason 3,Probability,Low,High", lines[0], StringComparison.Ordinal);
        foreach (var line in lines[1..])
        {
            var cells = line.Split(',');
            var (low, probability, high) = (Number(cells[^2]), Number(cells[^3]), Number(cells[^1]));
            Assert.InRange(probability, low, high);
            Assert.Equal(probability.ToString("R", CultureInfo.InvariantCulture), cells[^3]);
        }

        Assert.Contains(lines[1..], line => line.Split(',')[^3].Length > 10);
    }

    [Fact]
    public async Task Score_ModelThatDoesNotKnowItsFormat_SaysThatItGuessedUnlessTold()
    {
        var whole = await WriteAsync("whole", GermanRows());
        await TrainAsync(whole);
        var expected = await ScoreAsync(whole);
        var model = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));
        Assert.Equal(',', model.Format!.DecimalSeparator);
        await File.WriteAllBytesAsync(Model, (model with { Format = null }).ToBytes());
        Assert.Null(TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model)).Format);
        var target = Path.Combine(_folder, "scored.csv");
        string[] call = ["score", whole, "--model", Model, "-o", target];

        var guessed = await CliRun.OfAsync(call);
        var told = await CliRun.OfAsync([.. call, "--format", "decimal=,", "dates=day-first"]);
        var same = await File.ReadAllLinesAsync(target);
        var other = await CliRun.OfAsync([.. call, "--format", "decimal=.", "dates=month-first"]);

        Assert.Contains("it was guessed from this file: decimal ,", guessed.Errors, StringComparison.Ordinal);
        Assert.Equal("", told.Errors);
        Assert.Equal(expected, same);
        Assert.Equal(ExitCodes.Done, other.Code);
        Assert.NotEqual(expected, await File.ReadAllLinesAsync(target));
    }

    [Theory]
    [InlineData("decimal=;")]
    [InlineData("dates=never")]
    [InlineData("encoding=morse")]
    [InlineData("colour")]
    public async Task Score_FormatThatIsNotKnown_NamesTheKnownOnes(string word)
    {
        var run = await CliRun.OfAsync("score", "leads.csv", "--model", "m", "-o", "o", "--format", word);

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Contains($"'--format {word}' is not known; expected are model", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_RowsThatCannotBeRead_AreCountedAndLeftOut()
    {
        var rows = GermanRows();
        await TrainAsync(await WriteAsync("whole", rows));
        var broken = await WriteAsync("broken", [.. rows[..20], "Web|1|2|3|4|5|6", .. rows[20..30]]);
        var target = Path.Combine(_folder, "scored.csv");

        var run = await CliRun.OfAsync("score", broken, "--model", Model, "-o", target, "--json");

        Assert.Equal(30, run.Json.GetProperty("rows").GetInt32());
        Assert.Equal(1, run.Json.GetProperty("rows_left_out").GetInt32());
        Assert.Contains("1 rows could not be read", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XGBoost")]
    [InlineData("LightGBM")]
    public async Task Score_ModelOfAnotherProgram_GivesItsProbabilitiesWithoutARange(string program)
    {
        var table = new FeatureTable([
            FeatureColumn.Number("Size", [.. Enumerable.Range(0, 200).Select(row => (float)row)]),
            FeatureColumn.Category("Source", [.. Enumerable.Range(0, 200).Select(row => row % 2)], ["0", "1"]),
        ]);
        float[] labels = [.. Enumerable.Range(0, 200).Select(row => row % 2 == 1 && row > 90 || row > 150 ? 1f : 0f)];
        var trees = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 5 });
        await using (var stream = File.Create(Model))
        {
            if (program == "XGBoost")
            {
                XgboostJson.Write(stream, trees);
            }
            else
            {
                LightGbmText.Write(stream, trees);
            }
        }

        var file = Path.Combine(_folder, "leads.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable.Range(0, 200).Select(row => $"L{row},{row % 2},{row}.0").Prepend("Lead,Source,Size")
        );

        var target = Path.Combine(_folder, "scored.csv");
        var run = await CliRun.OfAsync("score", file, "--model", Model, "-o", target);

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Contains($"comes from {program}", run.Errors, StringComparison.Ordinal);
        var raw = trees.PredictRaw(table);
        var lines = (await File.ReadAllLinesAsync(target))[1..];
        for (var row = 0; row < raw.Length; row++)
        {
            var cells = lines[row].Split(',');
            Assert.Equal(1 / (1 + Math.Exp(-raw[row])), Number(cells[^3]), 1e-6);
            Assert.Equal(("", ""), (cells[^2], cells[^1]));
        }
    }

    private async Task TrainAsync(string file)
    {
        var run = await CliRun.OfAsync("train", file, "--label", "Ergebnis", "-o", Model, "--threads", "2");
        Assert.Equal(ExitCodes.Done, run.Code);
    }

    private async Task<string[]> ScoreAsync(string file, params string[] more)
    {
        var target = file + ".scored";
        var run = await CliRun.OfAsync(["score", file, "--model", Model, "-o", target, .. more]);
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        return await File.ReadAllLinesAsync(target);
    }

    private async Task<string> WriteAsync(string name, IEnumerable<string> rows)
    {
        var path = Path.Combine(_folder, name + ".csv");
        await File.WriteAllLinesAsync(path, rows.Prepend(Header));
        return path;
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>
    /// Amounts with a point before three digits and, in the first rows only, with a decimal comma; dates that only the
    /// last rows show to begin with the day. So no part alone tells how the others are to be read.
    /// </summary>
    private static string[] GermanRows()
    {
        var random = new Random(5);
        return
        [
            .. Enumerable
                .Range(0, RowCount)
                .Select(row =>
                {
                    var (source, amount) = (random.Next(3), random.Next(1_000, 9_999));
                    var day = row < 500 ? 1 + random.Next(12) : 13 + random.Next(15);
                    var asked = new DateTime(2024, 1 + random.Next(12), day);
                    var chance = 1 / (1 + Math.Exp(2.5 - source - amount / 4_000.0 - asked.Month / 8.0));
                    var text = amount.ToString("N0", CultureInfo.GetCultureInfo("de-DE")) + (row < 60 ? ",50" : "");
                    // With slashes: dates with dots would tell the decimal comma in every part.
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"Weg {source}|{text}|{asked:dd/MM/yyyy}|{(random.NextDouble() < chance ? "won" : "lost")}"
                    );
                }),
        ];
    }
}
