using System.Globalization;
using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Storage;

/// <summary>Reference values come from LightGBM 4.7.0 through Fixtures/LightGbm/make.py.</summary>
public sealed class LightGbmTextTests
{
    [Theory]
    [InlineData("missing", 1)]
    [InlineData("zero", 1)]
    [InlineData("none", 1)]
    [InlineData("sigmoid", 2)]
    [InlineData("forest", 0.25)]
    [InlineData("dart", 1)]
    [InlineData("gamma", 1)]
    public void Read_KindOfLightGbm_SameMargins(string name, double scale)
    {
        // LightGBM's raw score is the sum of the trees: before its sigmoid, and before a forest of 4 averages them.
        var margins = Numbers($"{name}-margins.csv");
        var raw = Load(name).PredictRaw(Rows());

        Assert.Equal(60, margins.Length);
        for (var row = 0; row < raw.Length; row++)
        {
            Assert.Equal(margins[row][0] * scale, raw[row], 1e-6);
        }
    }

    [Fact]
    public void Read_ModelScoredByLightGbm_SameReasons()
    {
        var (table, reasons) = (Rows(), Numbers("missing-reasons.csv"));
        var shares = Load("missing").ExplainAll(table, out var baseValue);

        for (var row = 0; row < reasons.Length; row++)
        {
            Assert.Equal(reasons[row][4], baseValue, 1e-5);
            for (var c = 0; c < 4; c++)
            {
                Assert.Equal(reasons[row][c], shares[(row * 4) + c], 1e-5);
            }
        }
    }

    [Fact]
    public void Read_WrittenModelThatLightGbmHasScored_SameMargins()
    {
        var margins = Numbers("ours-margins.csv");
        var raw = Load("ours").PredictRaw(Rows());
        for (var row = 0; row < raw.Length; row++)
        {
            Assert.Equal(margins[row][0], raw[row], 1e-5);
        }
    }

    [Theory]
    [InlineData(LossKind.Log)]
    [InlineData(LossKind.Squared)]
    [InlineData(LossKind.Gamma)]
    public void Read_WrittenModel_SameScores(LossKind loss)
    {
        var (table, labels) = Made.Leads(2_000);
        var model = BoostedTrees.Fit(
            table,
            loss == LossKind.Gamma ? [.. labels.Select(y => y + 1)] : labels,
            null,
            new BoostedTreesOptions { TreeCount = 12, Loss = loss }
        );

        var again = Parse(TextOf(model), table.Columns);

        Assert.Equal(loss, again.Loss);
        Assert.All(
            model.PredictRaw(table).Zip(again.PredictRaw(table)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6)
        );
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(5.5000000000000009)]
    [InlineData(-0.0)]
    [InlineData(1.0000000180025095e-35)]
    [InlineData(-3.3)]
    [InlineData(16777216)]
    public void Above_Threshold_PartsFloatsAsTheDoubleDoes(double threshold)
    {
        var above = LightGbmTree.Above(threshold);
        var near = (float)threshold;
        foreach (var x in (float[])[near, MathF.BitIncrement(near), MathF.BitDecrement(near), above, 0, -above])
        {
            Assert.Equal(x <= threshold, x < above);
        }
    }

    [Fact]
    public void Read_CategoriesOfDataFrames_AreFoundByName()
    {
        const string Letters = """pandas_categorical:[["h","g","f","e","d","c","b","a"]]""";
        var text = $"{File.ReadAllText(Fixture("missing.txt"))}\n{Letters}\n";
        var table = Rows();
        var codes = table.Columns[3].Codes;
        FeatureColumn Jobs(string letters) =>
            FeatureColumn.Category("job", codes, [.. letters.Select(letter => letter.ToString())]);
        FeatureTable With(FeatureColumn jobs) => new([.. table.Columns.Take(3), jobs]);
        var (same, turned) = (With(Jobs("hgfedcba")), With(Jobs("abcdefgh")));

        Assert.Equal(Load("missing").PredictRaw(table), Parse(text, same.Columns).PredictRaw(same));
        Assert.NotEqual(Load("missing").PredictRaw(table), Parse(text, turned.Columns).PredictRaw(turned));
    }

    [Fact]
    public void ReadColumns_OfAModel_TellsNamesKindsAndCategories()
    {
        using var stream = File.OpenRead(Fixture("missing.txt"));

        var columns = LightGbmText.ReadColumns(stream);

        Assert.Equal(["income", "visits", "age", "job"], columns.Select(column => column.Name));
        Assert.Equal(FeatureKind.Category, columns[3].Kind);
        Assert.Equal(8, columns[3].Categories.Length);
    }

    [Theory]
    [InlineData("linear", "", "", "has a linear function in each leaf; expected a number")]
    [InlineData("classes", "", "", "tells 3 classes apart; expected two")]
    [InlineData("missing", "objective=binary sigmoid:1", "objective=poisson", "objective 'poisson'; expected binary")]
    [InlineData("missing", "income visits", "outgo visits", "is 'outgo' where 'income' is expected")]
    [InlineData("missing", "age job", "age", "asks 3 features where 4 columns are expected")]
    [InlineData("missing", "tree\nversion", "forest\nversion", "not a LightGBM model: its first line is not 'tree'")]
    [InlineData("missing", "left_child=1 -1 3", "left_child=0 -1 3", "runs in a circle")]
    [InlineData("missing", "split_feature=0 1 1 0", "split_feature=0 1 9 0", "asks feature 9; expected 0..3")]
    [InlineData("missing", "num_leaves=7", "num_leaves=8", "7 numbers in 'leaf_value' where 8 are expected")]
    [InlineData("missing", "threshold=35.88", "threshold=much", "is damaged")]
    [InlineData("zero", "decision_type=6 6 6 6", "decision_type=6 10 6 6", "takes 0 for missing in some columns")]
    public void Read_WhatCannotServe_SaysWhy(string name, string found, string replaced, string message)
    {
        var text = File.ReadAllText(Fixture($"{name}.txt"));
        Assert.Contains(found, text, StringComparison.Ordinal);
        var other = found.Length == 0 ? text : text.Replace(found, replaced, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => Parse(other, Rows().Columns));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_SaysThatItIsCut()
    {
        var text = File.ReadAllText(Fixture("missing.txt"));
        var end = text.IndexOf("end of trees", StringComparison.Ordinal);

        for (var length = 5; length < end; length += 307)
        {
            var error = Assert.Throws<InvalidDataException>(() => Parse(text[..length], Rows().Columns));
            Assert.Contains("ends in the middle", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_NumberThatMeansMissing_IsRefusedUnlessZero()
    {
        var table = new FeatureTable([FeatureColumn.Number("size", [0, 1, float.NaN])]);
        BoostedTreesModel Missing(float number) =>
            new(
                new TreeEnsemble(
                    0.5,
                    [
                        new Tree(
                            [new TreeNode(0.5f, 0, 1, TreeNodeFlags.None), TreeNode.Leaf(-1), TreeNode.Leaf(2)],
                            [2, 1, 1],
                            [1, 0, 0],
                            []
                        ),
                    ],
                    ["size"],
                    [FeatureKind.Number],
                    number
                ),
                LossKind.Log
            );

        var error = Assert.Throws<InvalidDataException>(() => TextOf(Missing(-999)));

        Assert.Contains("takes -999 for missing; LightGBM can take NaN or 0", error.Message, StringComparison.Ordinal);
        Assert.Equal([2.5, 2.5, 2.5], Parse(TextOf(Missing(0)), table.Columns).PredictRaw(table));
    }

    /// <summary>
    /// Writes Fixtures/LightGbm/ours.txt anew when asked to (see make.py); otherwise checks that
    /// a model of that kind can be written.
    /// </summary>
    [Fact]
    public void Write_TrainedModel_IsText()
    {
        var random = new Random(12);
        var (count, rows) = (2_000, Rows());
        var from = Enumerable.Range(0, count).Select(_ => random.Next(rows.RowCount)).ToArray();
        var table = rows.SelectRows(from);
        var labels = from.Select(row => random.NextDouble() < (row % 7 + 1) / 9.0 ? 1f : 0f).ToArray();
        var model = BoostedTrees.Fit(table, labels, null, new BoostedTreesOptions { TreeCount = 4, LeafCount = 8 });

        var text = TextOf(model);

        if (Environment.GetEnvironmentVariable("LEADDASHBOARD_WRITE_FIXTURES") is "1")
        {
            var folder = Path.Combine(Path.GetDirectoryName(Here())!, "..", "Fixtures", "LightGbm");
            File.WriteAllText(Path.Combine(folder, "ours.txt"), text);
            return;
        }

        Assert.All(
            model.PredictRaw(rows).Zip(Parse(text, rows.Columns).PredictRaw(rows)),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6)
        );
    }

    private static string Here([CallerFilePath] string path = "") => path;

    private static string TextOf(BoostedTreesModel model)
    {
        using var stream = new MemoryStream();
        LightGbmText.Write(stream, model);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static BoostedTreesModel Parse(string text, IReadOnlyList<FeatureColumn> columns) =>
        LightGbmText.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), columns);

    private static BoostedTreesModel Load(string name) =>
        Parse(File.ReadAllText(Fixture($"{name}.txt")), Rows().Columns);

    private static FeatureTable Rows()
    {
        var cells = Numbers("rows.csv");
        FeatureColumn Column(string name, int c) => FeatureColumn.Number(name, [.. cells.Select(row => (float)row[c])]);
        return new FeatureTable([
            Column("income", 0),
            Column("visits", 1),
            Column("age", 2),
            FeatureColumn.Category(
                "job",
                [.. cells.Select(row => double.IsNaN(row[3]) ? -1 : (int)row[3])],
                [.. Enumerable.Range(0, 8).Select(code => code.ToString(CultureInfo.InvariantCulture))]
            ),
        ]);
    }

    private static double[][] Numbers(string name) =>
        [
            .. File.ReadAllLines(Fixture(name))
                .Select(line =>
                    line.Split(',')
                        .Select(cell => cell is "nan" ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture))
                        .ToArray()
                ),
        ];

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "LightGbm", name);
}
