using System.Globalization;
using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Storage;

/// <summary>Reference values come from XGBoost through Fixtures/Xgboost/make.py.</summary>
public sealed class XgboostJsonTests
{
    private static readonly string[] Names = ["income", "visits", "age", "job"];

    [Theory]
    [InlineData("theirs")]
    [InlineData("ours")]
    public void Read_ModelScoredByXgboost_SameMarginsAndReasons(string name)
    {
        var table = Rows();
        var model = Load(name, table);
        var margins = Numbers($"{name}-margins.csv");
        var reasons = Numbers($"{name}-reasons.csv");

        var raw = model.PredictRaw(table);
        var contributions = new double[4];

        Assert.Equal(60, margins.Length);
        for (var row = 0; row < margins.Length; row++)
        {
            Assert.Equal(margins[row][0], raw[row], 1e-5);
            Assert.Equal(reasons[row][4], model.Explain(table, row, contributions), 1e-4);
            for (var c = 0; c < 4; c++)
            {
                Assert.Equal(reasons[row][c], contributions[c], 1e-4);
            }
        }
    }

    [Fact]
    public void Write_ModelThatXgboostHasScored_IsThatFile()
    {
        var table = Rows();
        using var stream = new MemoryStream();

        XgboostJson.Write(stream, Load("ours", table));

        Assert.Equal(File.ReadAllText(Fixture("ours.json")), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData(LossKind.Log)]
    [InlineData(LossKind.Squared)]
    [InlineData(LossKind.Gamma)]
    public void Read_WrittenModel_SameScoresAndReasons(LossKind loss)
    {
        var (table, labels) = Made.Leads(2_000);
        var model = BoostedTrees.Fit(
            table,
            loss == LossKind.Gamma ? [.. labels.Select(y => y + 1)] : labels,
            null,
            new BoostedTreesOptions { TreeCount = 12, Loss = loss }
        );
        using var stream = new MemoryStream();
        XgboostJson.Write(stream, model);
        stream.Position = 0;

        var again = XgboostJson.Read(stream, table.Columns);

        Assert.Equal(loss, again.Loss);
        Assert.All(
            model.PredictRaw(table).Zip(again.PredictRaw(table)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6)
        );
        Assert.All(
            model.ExplainAll(table, out _).Zip(again.ExplainAll(table, out _)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6)
        );
    }

    [Fact]
    public void Read_ThresholdOnACategoryColumn_BecomesASetOfCodes()
    {
        var numbers = new FeatureTable([FeatureColumn.Number("size", [0, 1, 2, 3, float.NaN])]);
        var codes = new FeatureTable([FeatureColumn.Category("size", [0, 1, 2, 3, -1], ["s", "m", "l", "xl"])]);
        var model = new BoostedTreesModel(
            TreeEnsemble.Over(
                numbers,
                0,
                [
                    new Tree(
                        [new TreeNode(1.5f, 0, 1, TreeNodeFlags.None), TreeNode.Leaf(-1), TreeNode.Leaf(2)],
                        [2, 1, 1],
                        [1, 0, 0],
                        []
                    ),
                ]
            ),
            LossKind.Log
        );
        using var stream = new MemoryStream();
        XgboostJson.Write(stream, model);
        stream.Position = 0;

        Assert.Equal([-1, -1, 2, 2, 2], XgboostJson.Read(stream, codes.Columns).PredictRaw(codes));
    }

    [Theory]
    [InlineData("\"gbtree\"", "\"gblinear\"", "booster 'gblinear'; expected gbtree or dart")]
    [InlineData("binary:logistic", "rank:pairwise", "objective 'rank:pairwise'")]
    [InlineData("\"num_class\":\"0\"", "\"num_class\":\"3\"", "tells 3 classes apart")]
    [InlineData("\"income\"", "\"outgo\"", "Feature 1 of the XGBoost model is 'outgo' where 'income' is expected")]
    [InlineData(
        "\"num_feature\":\"4\",\"num_target\"",
        "\"num_feature\":\"5\",\"num_target\"",
        "asks 5 features where 4 columns are expected"
    )]
    [InlineData("\"left_children\":[1,", "\"left_children\":[0,", "The file is damaged")]
    [InlineData("\"learner\"", "\"teacher\"", "not an XGBoost model")]
    public void Read_WhatCannotServe_SaysWhy(string found, string replaced, string message)
    {
        var text = File.ReadAllText(Fixture("ours.json"));
        Assert.Contains(found, text, StringComparison.Ordinal);
        using var stream = new MemoryStream(
            System.Text.Encoding.UTF8.GetBytes(text.Replace(found, replaced, StringComparison.Ordinal))
        );

        var error = Assert.Throws<InvalidDataException>(() => XgboostJson.Read(stream, Rows().Columns));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Writes Fixtures/Xgboost/ours.json anew when asked to (see make.py); otherwise checks that a model of that kind
    /// can be written.
    /// </summary>
    [Fact]
    public void Write_TrainedModel_IsJson()
    {
        var random = new Random(11);
        var rows = Enumerable
            .Range(0, 3000)
            .Select(_ =>
                (
                    Income: (float)Math.Round(random.NextDouble() * 120, 2),
                    Visits: random.NextDouble() < 0.1 ? float.NaN : random.Next(9),
                    Age: random.NextDouble() < 0.2 ? float.NaN : (float)Math.Round(20 + (random.NextDouble() * 50), 1),
                    Job: random.Next(-1, 8)
                )
            )
            .ToArray();
        var labels = rows.Select(r =>
                random.NextDouble()
                < 1
                    / (
                        1
                        + Math.Exp(
                            2
                                - (0.03 * (r.Income - 40))
                                - (0.3 * (float.IsNaN(r.Visits) ? 6 : r.Visits))
                                - (r.Job is 1 or 4 or 6 ? 1.2 : 0)
                                - (float.IsNaN(r.Age) ? 0.8 : 0)
                        )
                    )
                    ? 1f
                    : 0f
            )
            .ToArray();
        var table = Table(
            [.. rows.Select(r => r.Income)],
            [.. rows.Select(r => r.Visits)],
            [.. rows.Select(r => r.Age)],
            [.. rows.Select(r => r.Job)]
        );
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 8, LeafCount = 12 });
        using var stream = new MemoryStream();

        XgboostJson.Write(stream, model);

        using var document = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        Assert.Equal(
            9,
            document
                .RootElement.GetProperty("learner")
                .GetProperty("gradient_booster")
                .GetProperty("model")
                .GetProperty("trees")
                .GetArrayLength()
        );
        if (Environment.GetEnvironmentVariable("LEADDASHBOARD_WRITE_FIXTURES") is "1")
        {
            File.WriteAllBytes(
                Path.Combine(Path.GetDirectoryName(Here())!, "..", "Fixtures", "Xgboost", "ours.json"),
                stream.ToArray()
            );
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Xgboost", name);

    private static BoostedTreesModel Load(string name, FeatureTable table)
    {
        using var stream = File.OpenRead(Fixture($"{name}.json"));
        return XgboostJson.Read(stream, table.Columns);
    }

    private static FeatureTable Rows()
    {
        var cells = Numbers("rows.csv");
        float[] Column(int c) => [.. cells.Select(row => (float)row[c])];
        return Table(
            Column(0),
            Column(1),
            Column(2),
            [.. cells.Select(row => double.IsNaN(row[3]) ? -1 : (int)row[3])]
        );
    }

    private static FeatureTable Table(float[] income, float[] visits, float[] age, int[] job) =>
        new([
            FeatureColumn.Number(Names[0], income),
            FeatureColumn.Number(Names[1], visits),
            FeatureColumn.Number(Names[2], age),
            FeatureColumn.Category(Names[3], job, [.. Enumerable.Range(0, 8).Select(i => $"job {i}")]),
        ]);

    private static double[][] Numbers(string name) =>
        [
            .. File.ReadAllLines(Fixture(name))
                .Select(line =>
                    line.Split(',')
                        .Select(cell =>
                            cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture)
                        )
                        .ToArray()
                ),
        ];
}
