using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Reads <see cref="XgboostJson"/>.</summary>
internal static class XgboostJsonReader
{
    public static BoostedTreesModel Read(JsonElement root, IReadOnlyList<FeatureColumn> columns)
    {
        var learner = root.GetProperty("learner");
        var booster = learner.GetProperty("gradient_booster");
        var name = booster.GetProperty("name").GetString();
        if (!string.Equals(name, "gbtree", StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"The XGBoost model has the booster '{name}'; expected gbtree. Train it with booster=gbtree."
            );
        }

        var parameters = learner.GetProperty("learner_model_param");
        CheckColumns(learner, parameters, columns);
        if (Number(parameters, "num_class") > 1)
        {
            throw new InvalidDataException(
                $"The XGBoost model tells {Number(parameters, "num_class")} classes apart; expected two, won and "
                    + $"lost. Train it with binary:logistic."
            );
        }

        var loss = XgboostJson.LossOf(learner.GetProperty("objective").GetProperty("name").GetString() ?? "");
        var baseScore = float.Parse(
            parameters.GetProperty("base_score").GetString()!.Trim('[', ']'),
            NumberStyles.Float,
            CultureInfo.InvariantCulture
        );
        var trees = booster
            .GetProperty("model")
            .GetProperty("trees")
            .EnumerateArray()
            .Select((tree, t) => ReadTree(tree, t, columns))
            .ToArray();
        return new BoostedTreesModel(
            new TreeEnsemble(
                XgboostJson.MarginOf(loss, baseScore),
                trees,
                [.. columns.Select(column => column.Name)],
                [.. columns.Select(column => column.Kind)]
            ),
            loss
        );
    }

    private static void CheckColumns(JsonElement learner, JsonElement parameters, IReadOnlyList<FeatureColumn> columns)
    {
        if (Number(parameters, "num_feature") != columns.Count)
        {
            throw new InvalidDataException(
                $"The XGBoost model asks {Number(parameters, "num_feature")} features where {columns.Count} columns "
                    + $"are expected. Train it on the table exported from here."
            );
        }

        if (!learner.TryGetProperty("feature_names", out var names))
        {
            return;
        }

        var position = 0;
        foreach (var name in names.EnumerateArray().Select(element => element.GetString()))
        {
            var expected = columns[position++].Name;
            if (
                !string.Equals(name, expected, StringComparison.Ordinal)
                && !string.Equals(name, XgboostJsonWriter.SafeName(expected), StringComparison.Ordinal)
            )
            {
                throw new InvalidDataException(
                    $"Feature {position} of the XGBoost model is '{name}' where '{expected}' is expected. Train it "
                        + $"on the table exported from here."
                );
            }
        }
    }

    private static Tree ReadTree(JsonElement json, int number, IReadOnlyList<FeatureColumn> columns)
    {
        var lefts = Ints(json, "left_children");
        var rights = Ints(json, "right_children");
        var conditions = Floats(json, "split_conditions");
        var indices = Ints(json, "split_indices");
        var defaults = Ints(json, "default_left");
        var covers = Floats(json, "sum_hessian");
        var gains = Floats(json, "loss_changes");
        var rightCodes = RightCodes(json);
        var order = new List<int> { 0 };
        var nodes = new List<TreeNode>();
        var bits = new List<uint>();
        for (var i = 0; i < order.Count; i++)
        {
            var at = order[i];
            if (lefts[at] < 0)
            {
                nodes.Add(TreeNode.Leaf(conditions[at]));
                continue;
            }

            if (order.Count + 2 > lefts.Length)
            {
                throw new InvalidDataException(
                    $"Tree {number} of the XGBoost model runs in a circle at node {at}. The file is damaged."
                );
            }

            if ((uint)indices[at] >= (uint)columns.Count)
            {
                throw new InvalidDataException(
                    $"Tree {number} of the XGBoost model asks feature {indices[at]}; expected "
                        + $"0..{columns.Count - 1}. The file is damaged."
                );
            }

            var flags = defaults[at] != 0 ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None;
            nodes.Add(
                Question(
                    columns[indices[at]],
                    conditions[at],
                    rightCodes.GetValueOrDefault(at),
                    bits,
                    out var isCategory
                ) with
                {
                    Column = indices[at],
                    Left = order.Count,
                    Flags = flags | (isCategory ? TreeNodeFlags.Category : TreeNodeFlags.None),
                }
            );
            order.Add(lefts[at]);
            order.Add(rights[at]);
        }

        var tree = new Tree(
            [.. nodes],
            [.. order.Select(at => covers[at])],
            [.. order.Select(at => lefts[at] < 0 ? 0 : gains[at])],
            [.. bits]
        );
        tree.Check(columns.Count);
        return tree;
    }

    /// <summary>
    /// A threshold asked of a category column (trained on ordinal codes there) becomes the set of codes below it.
    /// </summary>
    private static TreeNode Question(
        FeatureColumn column,
        float condition,
        HashSet<int>? rightCodes,
        List<uint> bits,
        out bool isCategory
    )
    {
        isCategory = column.Kind == FeatureKind.Category;
        if (!isCategory)
        {
            return rightCodes is null
                ? new TreeNode(condition, 0, 0, TreeNodeFlags.None)
                : throw new InvalidDataException(
                    $"The XGBoost model asks for categories of '{column.Name}', which is a number column here. Train "
                        + $"it on the table exported from here."
                );
        }

        var start = bits.Count;
        var words = new uint[(column.Categories.Length + 31) / 32];
        for (var code = 0; code < column.Categories.Length; code++)
        {
            if (rightCodes is null ? code < condition : !rightCodes.Contains(code))
            {
                words[code >> 5] |= 1u << (code & 31);
            }
        }

        bits.Add((uint)words.Length);
        bits.AddRange(words);
        return new TreeNode(BitConverter.Int32BitsToSingle(start), 0, 0, TreeNodeFlags.Category);
    }

    private static Dictionary<int, HashSet<int>> RightCodes(JsonElement json)
    {
        var sets = new Dictionary<int, HashSet<int>>();
        if (!json.TryGetProperty("categories_nodes", out _))
        {
            return sets;
        }

        var codes = Ints(json, "categories");
        var owners = Ints(json, "categories_nodes");
        var starts = Ints(json, "categories_segments");
        var sizes = Ints(json, "categories_sizes");
        for (var k = 0; k < owners.Length; k++)
        {
            sets[owners[k]] = [.. codes.AsSpan(starts[k], sizes[k])];
        }

        return sets;
    }

    private static int Number(JsonElement parameters, string name) =>
        int.Parse(parameters.GetProperty(name).GetString()!, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static float[] Floats(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(element => element.GetSingle())];

    /// <summary>Whole numbers; some versions write default_left as true and false.</summary>
    private static int[] Ints(JsonElement json, string name) =>
        [
            .. json.GetProperty(name)
                .EnumerateArray()
                .Select(element =>
                    element.ValueKind switch
                    {
                        JsonValueKind.True => 1,
                        JsonValueKind.False => 0,
                        _ => element.GetInt32(),
                    }
                ),
        ];
}
