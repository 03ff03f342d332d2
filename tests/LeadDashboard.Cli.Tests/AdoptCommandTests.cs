using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Cli.Tests;

/// <summary>A model goes to another program and comes back: export, train there, adopt, score.</summary>
public sealed class AdoptCommandTests : IDisposable
{
    private const int RowCount = 1_000;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "adopt-" + Guid.NewGuid().ToString("N"));

    public AdoptCommandTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Table => Path.Combine(_folder, "table");

    private string Outside => Path.Combine(_folder, "outside.model");

    private string Model => Path.Combine(_folder, "leads.model");

    [Fact]
    public async Task Export_FileWithOutcomes_EveryRowIsInOnePartOrHeldOut()
    {
        var file = WriteLeads();

        var run = await ExportAsync(file);
        var again = await ExportAsync(file);

        Assert.Equal(ExitCodes.Done, run.Code);
        var heldOutCount = run.Json.GetProperty("held_out_rows").GetInt32();
        Assert.InRange(heldOutCount, 195, 205);
        var parts = Enumerable.Range(0, 3).Select(part => Lines($"part-000{part}.csv")).ToArray();
        var heldOut = Lines("held-out.csv");
        Assert.Equal(RowCount - heldOutCount, parts.Sum(lines => lines.Length - 1));
        Assert.Equal(heldOutCount, heldOut.Length - 1);
        Assert.All(parts, lines => Assert.InRange(lines.Length - 1, 260, 270));
        Assert.All([.. parts, heldOut], lines => Assert.Equal(parts[0][0], lines[0]));
        Assert.EndsWith(",won", parts[0][0], StringComparison.Ordinal);
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Table, "schema.json")));
        var features = schema.RootElement.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(
            parts[0][0].Split(',')[..^1],
            features.Select(feature => feature.GetProperty("name").GetString())
        );
        Assert.Contains(features, feature => feature.GetProperty("feature").GetString() == "Company Size");
        Assert.Equal(ExitCodes.WrongUse, again.Code);
        Assert.Contains("has files in it", again.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XGBoost")]
    [InlineData("LightGBM")]
    public async Task Adopt_ModelTrainedOnTheExportedTable_ScoresTheFileWithCalibrationAndRange(string program)
    {
        var file = WriteLeads();
        await ExportAsync(file);
        TrainElsewhere(program);

        var run = await CliRun.OfAsync("adopt", Outside, "--table", Table, "-o", Model);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Contains($"{program} model adopted on ", run.Output, StringComparison.Ordinal);
        var adopted = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));
        Assert.InRange(adopted.Report.TestRowCount, 195, 205);
        Assert.Equal(RowCount, adopted.Report.TrainRowCount + adopted.Report.TestRowCount);
        Assert.InRange(adopted.Report.Metrics.Auc.Value, 0.65, 1);
        var target = Path.Combine(_folder, "scored.csv");
        var scoring = await CliRun.OfAsync("score", file, "--model", Model, "-o", target);
        Assert.Equal((ExitCodes.Done, ""), (scoring.Code, scoring.Errors));
        var rows = (await File.ReadAllLinesAsync(target)).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Contains(rows, row => row[6].StartsWith("Company Size = ", StringComparison.Ordinal));
        Assert.All(rows, row => Assert.True(Number(row[^2]) < Number(row[^1])));
        Assert.True(
            Quality.Measure(
                [.. rows.Select(row => row[3] == "won" ? 1f : 0f)],
                [.. rows.Select(row => Number(row[^3]))]
            ).Auc.Value > 0.65
        );
    }

    [Fact]
    public async Task Adopt_OverconfidentModelByAFile_IsCalibrated()
    {
        var file = WriteLeads();
        WriteOutside(Columns(file), overconfident: true);
        string[] call = ["adopt", Outside, file, "--label", "Outcome", "-o", Model];

        var run = await CliRun.OfAsync(call);
        var chinese = await CliRun.InAsync("zh_CN.UTF-8", call);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Contains("已接纳 XGBoost 模型", chinese.Output, StringComparison.Ordinal);
        var adopted = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));
        Assert.NotEqual("none", adopted.Calibrator.Kind);
        Assert.InRange(adopted.Report.Metrics.CalibrationError, 0, 0.06);
    }

    [Fact]
    public async Task Adopt_WhatCannotServe_SaysWhy()
    {
        var file = WriteLeads();
        WriteOutside(Columns(file), overconfident: false);
        var other = Path.Combine(_folder, "other.csv");
        await File.WriteAllLinesAsync(other, ["Source,Outcome", "Web,won", "Fair,lost"]);
        string[] end = ["--label", "Outcome", "-o", Model];

        var without = await CliRun.OfAsync("adopt", Outside, "-o", Model);
        var both = await CliRun.OfAsync(["adopt", Outside, file, "--table", Table, .. end]);
        var noTable = await CliRun.OfAsync("adopt", Outside, "--table", Table, "-o", Model);
        var ours = await CliRun.OfAsync(["adopt", file, file, .. end]);
        var columns = await CliRun.OfAsync(["adopt", Outside, other, .. end]);

        Assert.Equal(ExitCodes.WrongUse, without.Code);
        Assert.Equal(ExitCodes.WrongUse, both.Code);
        Assert.Contains("holds no exported table", noTable.Errors, StringComparison.Ordinal);
        Assert.Contains("is no model of XGBoost", ours.Errors, StringComparison.Ordinal);
        Assert.Contains("the file lacks: 'Company Size'", columns.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Model));
    }

    private Task<CliRun> ExportAsync(string file) =>
        CliRun.OfAsync("export", file, "--label", "Outcome", "-o", Table, "--parts", "3", "--json");

    /// <summary>As another program would: from the parts alone, by their plain names.</summary>
    private void TrainElsewhere(string program)
    {
        var lines = Enumerable.Range(0, 3).SelectMany(part => Lines($"part-000{part}.csv").Skip(1)).ToArray();
        var rows = lines.Select(line => line.Split(',')).ToArray();
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Table, "schema.json")));
        var columns = schema
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select((feature, c) => ToColumn(feature, rows, c))
            .ToArray();
        var table = new FeatureTable(columns, rows.Length);
        Write(program, table, [.. rows.Select(row => (float)Number(row[^1]))]);
    }

    private static FeatureColumn ToColumn(JsonElement feature, string[][] rows, int c)
    {
        var name = feature.GetProperty("name").GetString()!;
        return feature.GetProperty("kind").GetString() == "category"
            ? FeatureColumn.Category(
                name,
                [.. rows.Select(row => row[c].Length == 0 ? -1 : (int)Number(row[c]))],
                [.. Enumerable.Range(0, feature.GetProperty("categories").GetInt32()).Select(code => $"{code}")]
            )
            : FeatureColumn.Number(
                name,
                [.. rows.Select(row => row[c].Length == 0 ? float.NaN : (float)Number(row[c]))]
            );
    }

    private static FeatureTable Columns(string file)
    {
        var rows = File.ReadAllLines(file).Skip(1).Select(line => line.Split(',')).ToArray();
        return new FeatureTable([
            FeatureColumn.Number("Company Size", [.. rows.Select(row => (float)Number(row[1]))]),
            FeatureColumn.Number("Visits", [.. rows.Select(row => (float)Number(row[2]))]),
        ]);
    }

    private void WriteOutside(FeatureTable table, bool overconfident)
    {
        // Trees that learnt from few rows with large steps promise too much on others.
        int[] few = [.. Enumerable.Range(0, overconfident ? 200 : table.RowCount)];
        var random = new Random(3);
        float[] labels =
        [
            .. few.Select(row => random.NextDouble() < Chance(table.Columns[0].Numbers[row], false) ? 1f : 0f),
        ];
        var options = new BoostedTreesOptions
        {
            TreeCount = overconfident ? 200 : 5,
            LearningRate = overconfident ? 0.5 : 0.1,
            MinRowsPerLeaf = 5,
        };
        using var stream = File.Create(Outside);
        XgboostJson.Write(stream, BoostedTrees.Fit(table.SelectRows(few), labels, null, options));
    }

    private void Write(string program, FeatureTable table, float[] labels)
    {
        var trees = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 30, LeafCount = 8 });
        using var stream = File.Create(Outside);
        Action<Stream, BoostedTreesModel> write = program == "XGBoost" ? XgboostJson.Write : LightGbmText.Write;
        write(stream, trees);
    }

    private string[] Lines(string name) => File.ReadAllLines(Path.Combine(Table, name));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static double Chance(double size, bool isPartner) =>
        1 / (1 + Math.Exp(2.2 - (isPartner ? 1.5 : 0) - size / 150.0));

    private string WriteLeads()
    {
        var random = new Random(9);
        var path = Path.Combine(_folder, "leads.csv");
        File.WriteAllLines(
            path,
            Enumerable
                .Range(0, RowCount)
                .Select(_ =>
                {
                    var (source, size) = (random.Next(3), random.Next(1, 500));
                    var won = random.NextDouble() < Chance(size, source == 1);
                    string[] names = ["Web", "Partner", "Fair"];
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{names[source]},{size},{random.Next(30)},{(won ? "won" : "lost")}"
                    );
                })
                .Prepend("Source,Company Size,Visits,Outcome")
        );
        return path;
    }
}
