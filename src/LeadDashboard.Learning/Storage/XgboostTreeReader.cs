using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Reads one tree of <see cref="XgboostJson"/>.</summary>
internal static class XgboostTreeReader
{
    /// <param name="json">One of gradient_booster.model.trees.</param>
    /// <param name="number">0-based, for messages.</param>
    /// <param name="weight">What dart multiplies the tree by; 1 else.</param>
    /// <param name="columns">Of the table, in order.</param>
    /// <param name="known">Categories that the file keeps; null = none.</param>
    public static Tree Read(
        JsonElement json,
        int number,
        float weight,
        IReadOnlyList<FeatureColumn> columns,
        string[][]? known
    )
    {
        RefuseLeafVectors(json, number);
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
                nodes.Add(TreeNode.Leaf(conditions[at] * weight));
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
                    known is not null && indices[at] < known.Length ? known[indices[at]] : [],
                    conditions[at],
                    rightCodes.GetValueOrDefault(at),
                    defaults[at] != 0,
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
        string[] known,
        float condition,
        HashSet<int>? rightCodes,
        bool defaultLeft,
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
        var codes = XgboostCategories.CodesOf(column, known);
        for (var code = 0; code < codes.Length; code++)
        {
            // A category that the file does not know goes the way of a missing one.
            var goesLeft =
                codes[code] < 0 ? defaultLeft
                : rightCodes is null ? codes[code] < condition
                : !rightCodes.Contains(codes[code]);
            if (goesLeft)
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

    /// <summary>A tree with several answers a leaf (multi_strategy=multi_output_tree) has no single one.</summary>
    private static void RefuseLeafVectors(JsonElement json, int number)
    {
        if (
            json.TryGetProperty("tree_param", out var parameters)
            && parameters.TryGetProperty("size_leaf_vector", out var size)
            && int.Parse(size.GetString()!, NumberStyles.Integer, CultureInfo.InvariantCulture) is > 1 and var answers
        )
        {
            throw new InvalidDataException(
                $"Tree {number} of the XGBoost model has {answers} answers a leaf; expected one. Train one model for "
                    + $"each target."
            );
        }
    }

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
