using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Parquet;
using Parquet.Schema;

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

    [Fact]
    public async Task Export_ColumnThatDatesTheRows_HoldsTheNewestOut()
    {
        // 100 days of ten leads each, the newest first; day and month of most could be either.
        var file = Path.Combine(_folder, "dated.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, RowCount)
                .Select(row =>
                {
                    var asked = new DateTime(2025, 1, 1).AddDays(99 - row / 10);
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{asked:dd/MM/yyyy};{row % 7},5;{(row % 3 == 0 ? "won" : "lost")}"
                    );
                })
                .Prepend("Asked;Size;Outcome")
        );
        string[] call = ["export", file, "--label", "Outcome", "-o", Table, "--date", "Asked"];

        var run = await CliRun.OfAsync([.. call, "--format", "dates=day-first", "decimal=,", "--json"]);
        var noDate = await CliRun.OfAsync(
            "export", file, "--label", "Outcome", "-o", Table + "2", "--date", "Size", "--format", "decimal=,"
        );

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Equal(200, run.Json.GetProperty("held_out_rows").GetInt32());
        Assert.Equal(
            new DateTime(2025, 1, 1).AddDays(80),
            run.Json.GetProperty("held_out_from_utc").GetDateTime()
        );
        var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Table, "schema.json"))).RootElement;
        Assert.Equal(1, schema.GetProperty("parts").GetInt32());
        Assert.Equal(
            new DateTime(2025, 1, 1).AddDays(80),
            schema.GetProperty("held_out_from_utc").GetDateTime()
        );
        var sizes = Column(schema, "Size");
        Assert.Equal(
            Enumerable.Range(0, 200).Select(row => row % 7 + 0.5).Order(),
            Lines("held-out.csv").Skip(1).Select(line => Number(line.Split(',')[sizes])).Order()
        );
        Assert.Equal(ExitCodes.Refused, noDate.Code);
        Assert.Contains("Column 'Size' holds '0,5', which is no date", noDate.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ToParquet_HoldsTheCellsOfTheCsv()
    {
        var file = WriteLeads();
        var csv = Path.Combine(_folder, "as-csv");
        await CliRun.OfAsync("export", file, "--label", "Outcome", "-o", csv, "--parts", "2");

        var run = await CliRun.OfAsync(
            "export", file, "--label", "Outcome", "-o", Table, "--parts", "2", "--to", "parquet"
        );
        var wrong = await CliRun.OfAsync("export", file, "--label", "Outcome", "-o", csv + "2", "--to", "orc");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Equal(
            ["held-out.csv", "part-0000.parquet", "part-0001.parquet", "schema.json"],
            Directory.GetFiles(Table).Select(path => Path.GetFileName(path)!).Order()
        );
        for (var part = 0; part < 2; part++)
        {
            var lines = File.ReadAllLines(Path.Combine(csv, $"part-000{part}.csv"));
            await using var reader = await ParquetReader.CreateAsync(Path.Combine(Table, $"part-000{part}.parquet"));
            var rows = reader.RowGroups[0];
            var fields = reader.Schema.GetDataFields();
            Assert.Equal(lines[0].Split(','), fields.Select(field => field.Name));
            Assert.Contains(fields[..^1], field => field.ClrType == typeof(int));
            Assert.Contains(fields, field => field.ClrType == typeof(float));
            for (var c = 0; c < fields.Length; c++)
            {
                Assert.Equal(lines[1..].Select(line => line.Split(',')[c]), await CellsAsync(rows, fields[c]));
            }
        }

        Assert.Equal(ExitCodes.WrongUse, wrong.Code);
    }

    private static async Task<string[]> CellsAsync(ParquetRowGroupReader rows, DataField field)
    {
        string Text<T>(T? cell)
            where T : struct, IFormattable => cell?.ToString(null, CultureInfo.InvariantCulture) ?? "";
        if (field.ClrType == typeof(float))
        {
            var numbers = new float?[rows.RowCount];
            await rows.ReadAsync<float>(field, numbers.AsMemory());
            return [.. numbers.Select(Text)];
        }

        if (!field.IsNullable)
        {
            var outcomes = new int[rows.RowCount];
            await rows.ReadAsync<int>(field, outcomes.AsMemory());
            return [.. outcomes.Select(outcome => Text<int>(outcome))];
        }

        var codes = new int?[rows.RowCount];
        await rows.ReadAsync<int>(field, codes.AsMemory());
        return [.. codes.Select(Text)];
    }

    [Fact]
    public async Task Export_FormatThatIsTold_IsHowTheNumbersAreRead()
    {
        // Three digits behind each comma: thousands to one reader, a fraction to another.
        var file = Path.Combine(_folder, "told.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, 200)
                .Select(row => $"{1 + row % 9},500;{(row % 9 > 4 ^ row % 11 == 0 ? "won" : "lost")}")
                .Prepend("Size;Outcome")
        );
        double[] Sizes(string folder) =>
            [
                .. File.ReadLines(Path.Combine(folder, "part-0000.csv"))
                    .Skip(1)
                    .Select(line => Number(line.Split(',')[0]))
                    .Distinct()
                    .Order(),
            ];
        foreach (var (separator, factor) in ((string, double)[])[(",", 1), (".", 1_000)])
        {
            var folder = Path.Combine(_folder, "told" + factor);

            var run = await CliRun.OfAsync(
                "export", file, "--label", "Outcome", "-o", folder, "--format", "decimal=" + separator
            );

            Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
            Assert.Equal(Enumerable.Range(1, 9).Select(size => (size + 0.5) * factor), Sizes(folder));
        }
    }

    [Theory]
    [InlineData("XGBoost")]
    [InlineData("LightGBM")]
    public async Task Adopt_ModelTrainedOnTheExportedTable_ScoresTheFileWithCalibrationAndRange(string program)
    {
        var file = WriteLeads();
        await ExportAsync(file);
        OutsideProgram.Train(program, Table, Outside);

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
    public async Task Adopt_NumberThatMeantMissing_IsMissingHere()
    {
        var file = WriteLeads();
        WriteOutside(Columns(file), overconfident: false);
        string[] call = ["adopt", Outside, file, "--label", "Outcome", "-o", Model];

        var run = await CliRun.OfAsync([.. call, "--missing", "-999"]);
        var wrong = await CliRun.OfAsync([.. call, "--missing", "none"]);

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        var adopted = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model)).Scorer;
        FeatureTable Lead(float size) =>
            new([FeatureColumn.Number("Company Size", [size]), FeatureColumn.Number("Visits", [3])]);
        Assert.Equal(adopted.PredictRaw(Lead(float.NaN)), adopted.PredictRaw(Lead(-999)));
        Assert.NotEqual(adopted.PredictRaw(Lead(-999)), adopted.PredictRaw(Lead(400)));
        Assert.Equal(ExitCodes.WrongUse, wrong.Code);
        Assert.Contains("--missing 'none' is no number", wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_FormatThatIsTold_IsHowTheFileIsRead()
    {
        // Sizes in thousands: as fractions of a point they would all be small companies.
        var plain = WriteLeads();
        WriteOutside(Columns(plain), overconfident: false);
        var file = Path.Combine(_folder, "told.csv");
        await File.WriteAllLinesAsync(file, (await File.ReadAllLinesAsync(plain)).Select(Semicolons));
        string[] call = ["adopt", Outside, file, "--label", "Outcome", "-o", Model, "--format"];

        var run = await CliRun.OfAsync([.. call, "decimal=,"]);
        var told = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));
        await CliRun.OfAsync([.. call, "decimal=."]);
        var other = TrainedModel.FromBytes(await File.ReadAllBytesAsync(Model));

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Equal(',', told.Format!.DecimalSeparator);
        Assert.True(told.Report.Metrics.Auc.Value > other.Report.Metrics.Auc.Value + 0.1);

        string Semicolons(string line)
        {
            var cells = line.Split(',');
            cells[1] += char.IsDigit(cells[1][0]) ? ",000" : "";
            return string.Join(';', cells);
        }
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

    private static int Column(JsonElement schema, string feature) =>
        schema
            .GetProperty("features")
            .EnumerateArray()
            .TakeWhile(each => each.GetProperty("feature").GetString() != feature)
            .Count();

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
