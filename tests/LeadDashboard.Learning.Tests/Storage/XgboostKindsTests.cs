using System.Globalization;
using System.Text.Json.Nodes;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Storage;

/// <summary>
/// Kinds of models that are more than a sum of trees. Reference values come from XGBoost 1.7 through
/// Fixtures/Xgboost/make.py; the shape of 3.x is made from those files by hand, after SaveModel in its
/// src/gbm/gbtree_model.cc and src/data/cat_container.cc.
/// </summary>
public sealed class XgboostKindsTests
{
    [Theory]
    [InlineData("dart")]
    [InlineData("logitraw")]
    [InlineData("stopped")]
    public void Read_KindOfXgboost_SameMargins(string name) => AssertSame(name, Read(name), Rows());

    [Fact]
    public void Read_NumberThatMeansMissing_IsMissingEverywhere()
    {
        var model = Read("sentinel", -999);

        AssertSame("sentinel", model, Rows());
        AssertSame("sentinel", model, Rows(-999));
        AssertSame("sentinel", ModelFileCopy(model), Rows(-999));
        AssertSame("sentinel", XgboostCopy(model), Rows(-999));
        Assert.Equal(model.ExplainAll(Rows(), out _), model.ExplainAll(Rows(-999), out _));
        Assert.NotEqual(Read("sentinel").PredictRaw(Rows(-999)), model.PredictRaw(Rows(-999)));
    }

    [Fact]
    public void Read_ClassifierThatTellsWhatMeansMissing_NeedsNoOption() =>
        AssertSame("classifier", Read("classifier"), Rows(-999));

    [Fact]
    public void Read_EarlyStopping_KeepsTheTreesUpToTheBestRound() => Assert.Equal(8, Read("stopped").TreeCount);

    [Fact]
    public void Read_EarlyStoppingOf3_CountsTheTreesOfEachRound()
    {
        var root = Json("stopped");
        Trees(root)["iteration_indptr"] = JsonNode.Parse("[0,2,4,6,8,10,12,14]");

        AssertSame("stopped", Read(root), Rows());
    }

    [Theory]
    [InlineData("dart")]
    [InlineData("gbtree")]
    public void Read_DartOf3_WeightsStandBesideTheTrees(string name)
    {
        var root = Json("dart");
        var booster = root["learner"]!["gradient_booster"]!.AsObject();
        var model = Trees(root);
        var weights = booster["weight_drop"]!;
        booster.Clear();
        model["weight_drop"] = weights.DeepClone();
        booster["model"] = model.DeepClone();
        booster["name"] = name;

        AssertSame("dart", Read(root), Rows());
    }

    [Fact]
    public void Read_BaseScoreOf3_IsAListOfOne()
    {
        var root = Json("logitraw");
        root["learner"]!["learner_model_param"]!["base_score"] = "[2.5E-1]";

        AssertSame("logitraw", Read(root), Rows());
    }

    [Fact]
    public void Read_CategoriesOf3_AreFoundByNameNotByPlace()
    {
        var codes = new FeatureTable([FeatureColumn.Category("size", [0, 1, 2, 3, -1], ["xl", "s", "new", "m"])]);
        var root = SplitOnSize();
        Trees(root)["cats"] = JsonNode.Parse(
            """
            {
              "enc": [{"offsets": [0, 1, 2, 3, 5], "values": [115, 109, 108, 120, 108]}],
              "feature_segments": [0, 4],
              "sorted_idx": [2, 1, 0, 3]
            }
            """
        );

        // s and m go left, l and xl right; "new" is not known and goes the way of a missing one: right.
        Assert.Equal([2, -1, 2, -1, 2], Read(root, codes).PredictRaw(codes));
    }

    [Fact]
    public void Read_CategoriesOf3_NoneOfTheColumn_IsRefused()
    {
        var codes = new FeatureTable([FeatureColumn.Category("size", [0], ["huge"])]);
        var root = SplitOnSize();
        Trees(root)["cats"] = JsonNode.Parse("""{"enc":[{"offsets":[0,1,2],"values":[115,109]}]}""");

        var error = Assert.Throws<InvalidDataException>(() => Read(root, codes));

        Assert.Contains("knows 'size' by 's' and 1 other categories", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadColumns_OfAModel_TellsNamesKindsAndCategories()
    {
        using var stream = File.OpenRead(Fixture("theirs.json"));

        var columns = XgboostJson.ReadColumns(stream);

        Assert.Equal(["income", "visits", "age", "job"], columns.Select(column => column.Name));
        Assert.Equal(FeatureKind.Category, columns[3].Kind);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "(other)"], columns[3].Categories);
    }

    [Fact]
    public void ReadColumns_CodeThatNoTreeAsksFor_GoesLeftAsInXgboost()
    {
        var root = SplitOnSize();
        var tree = Trees(root)["trees"]![0]!;
        tree["categories"] = JsonNode.Parse("[1]");
        tree["categories_sizes"] = JsonNode.Parse("[1]");
        var bytes = System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());

        var column = XgboostJson.ReadColumns(new MemoryStream(bytes))[0];
        var rows = new FeatureTable([FeatureColumn.Category("size", [0, 1, 2, -1], column.Categories)]);

        // 1 goes right; 0 and any code beyond go left, missing by its default: right.
        Assert.Equal(["0", "1", "(other)"], column.Categories);
        Assert.Equal([-1, 2, -1, 2], XgboostJson.Read(new MemoryStream(bytes), rows.Columns).PredictRaw(rows));
    }

    [Theory]
    [InlineData("two-targets", "\"num_target\":\"2\"", "\"num_target\":\"2\"", "predicts 2 targets; expected one")]
    [InlineData("two-targets", "\"num_target\":\"2\"", "\"num_target\":\"1\"", "trees for answer 1")]
    [InlineData(
        "logitraw",
        "\"num_feature\":\"3\",\"num_nodes\":\"15\",\"size_leaf_vector\":\"0\"",
        "\"num_feature\":\"3\",\"num_nodes\":\"15\",\"size_leaf_vector\":\"2\"",
        "has 2 answers a leaf; expected one"
    )]
    [InlineData("logitraw", "\"base_score\":\"2.5E-1\"", "\"base_score\":\"[2E-1,1E-1]\"", "has 2 base scores")]
    [InlineData("logitraw", "\"base_score\":\"2.5E-1\"", "\"base_score\":\"often\"", "base score 'often'")]
    [InlineData("logitraw", "\"num_trees\":\"4\"", "\"num_trees\":\"5\"", "says that it has 5 trees, and 4 are")]
    [InlineData("dart", "\"weight_drop\":[", "\"weight_drop\":[1,", "7 weights in 'weight_drop' for 6 trees")]
    public void Read_WhatCannotServe_SaysWhy(string name, string found, string replaced, string message)
    {
        var text = File.ReadAllText(Fixture($"{name}.json"));
        Assert.Contains(found, text, StringComparison.Ordinal);

        var other = text.Replace(found, replaced, StringComparison.Ordinal);
        var error = Refusal(System.Text.Encoding.UTF8.GetBytes(other));

        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_SaysThatItIsCut()
    {
        var bytes = File.ReadAllBytes(Fixture("logitraw.json"));

        for (var length = 10; length < bytes.Length - 1; length += 331)
        {
            Assert.Contains("it is cut short or damaged there", Refusal(bytes[..length]), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("id;name;won\n1;a;0", "does not begin with '{'")]
    [InlineData("{L\0\0\0\0\0\0\0\u0007learner{", "in its binary form (UBJSON)")]
    [InlineData("{\"name\":\"a table\"}", "the part 'learner' is missing")]
    [InlineData("{\"learner\":[]}", "the part 'learner_model_param' is missing")]
    public void Read_ForeignFile_SaysWhatItIs(string text, string message) =>
        Assert.Contains(message, Refusal(System.Text.Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    private static string Refusal(byte[] bytes) =>
        Assert
            .Throws<InvalidDataException>(() => XgboostJson.Read(new MemoryStream(bytes), Rows().Columns))
            .Message;

    private static void AssertSame(string name, BoostedTreesModel model, FeatureTable rows)
    {
        var margins = File.ReadAllLines(Fixture($"{name}-margins.csv"));
        var raw = model.PredictRaw(rows);
        Assert.Equal(60, margins.Length);
        for (var row = 0; row < raw.Length; row++)
        {
            Assert.Equal(double.Parse(margins[row], CultureInfo.InvariantCulture), raw[row], 1e-6);
        }
    }

    /// <summary>One tree: codes 0 and 1 go left (-1), others and missing right (2).</summary>
    private static JsonNode SplitOnSize()
    {
        var table = new FeatureTable([FeatureColumn.Category("size", [0], ["s", "m", "l", "xl"])]);
        var tree = new Tree(
            [
                new TreeNode(BitConverter.Int32BitsToSingle(0), 0, 1, TreeNodeFlags.Category),
                TreeNode.Leaf(-1),
                TreeNode.Leaf(2),
            ],
            [2, 1, 1],
            [1, 0, 0],
            [1, 0b0011]
        );
        var model = new BoostedTreesModel(TreeEnsemble.Over(table, 0, [tree]), Learning.Losses.LossKind.Log);
        using var stream = new MemoryStream();
        XgboostJson.Write(stream, model);
        return JsonNode.Parse(stream.ToArray())!;
    }

    private static BoostedTreesModel ModelFileCopy(BoostedTreesModel model) =>
        (BoostedTreesModel)ModelFile.Read(new MemoryStream(Made.Bytes(model)));

    private static BoostedTreesModel XgboostCopy(BoostedTreesModel model)
    {
        using var stream = new MemoryStream();
        XgboostJson.Write(stream, model);
        stream.Position = 0;
        return XgboostJson.Read(stream, Rows().Columns);
    }

    private static JsonNode Json(string name) => JsonNode.Parse(File.ReadAllText(Fixture($"{name}.json")))!;

    private static JsonObject Trees(JsonNode root)
    {
        var booster = root["learner"]!["gradient_booster"]!;
        return (booster["gbtree"] ?? booster)["model"]!.AsObject();
    }

    private static BoostedTreesModel Read(string name, float? missing = null)
    {
        using var stream = File.OpenRead(Fixture($"{name}.json"));
        return XgboostJson.Read(stream, Rows().Columns, missing);
    }

    private static BoostedTreesModel Read(JsonNode root, FeatureTable? table = null) =>
        XgboostJson.Read(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(root.ToJsonString())),
            (table ?? Rows()).Columns
        );

    private static FeatureTable Rows(float missing = float.NaN)
    {
        var cells = File.ReadAllLines(Fixture("rows.csv")).Select(line => line.Split(',')).ToArray();
        FeatureColumn Column(string name, int c) =>
            FeatureColumn.Number(
                name,
                [
                    .. cells.Select(row =>
                        row[c].Length == 0 ? missing : float.Parse(row[c], CultureInfo.InvariantCulture)
                    ),
                ]
            );
        return new FeatureTable([Column("income", 0), Column("visits", 1), Column("age", 2)]);
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "Xgboost", name);
}
