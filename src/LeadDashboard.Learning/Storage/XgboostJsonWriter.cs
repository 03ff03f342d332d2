using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Writes <see cref="XgboostJson"/>.</summary>
internal static class XgboostJsonWriter
{
    private const int NoParent = int.MaxValue;

    public static void Write(Stream stream, BoostedTreesModel model)
    {
        // A base score close to 0 or 1 would lose its margin in a float; a tree of one leaf carries it exactly.
        var ensemble = model.Ensemble;
        IReadOnlyList<Tree> trees =
            ensemble.BaseRaw == 0
                ? ensemble.Trees
                :
                [
                    new Tree(
                        [TreeNode.Leaf((float)ensemble.BaseRaw)],
                        [ensemble.Trees.Length == 0 ? 1 : ensemble.Trees[0].Covers[0]],
                        [0],
                        []
                    ),
                    .. ensemble.Trees,
                ];
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteStartObject("learner");
        json.WriteStartObject("attributes");
        if (!float.IsNaN(ensemble.Missing))
        {
            json.WriteString(
                XgboostJson.MissingAttribute,
                ensemble.Missing.ToString("R", CultureInfo.InvariantCulture)
            );
        }

        json.WriteEndObject();
        WriteArray(
            json,
            "feature_names",
            ensemble.ColumnNames,
            (name, writer) => writer.WriteStringValue(SafeName(name))
        );
        WriteArray(
            json,
            "feature_types",
            ensemble.ColumnKinds,
            (kind, writer) => writer.WriteStringValue(kind == FeatureKind.Category ? "c" : "float")
        );
        WriteTrees(json, trees, ensemble.ColumnCount);
        WriteStrings(
            json,
            "learner_model_param",
            ("base_score", XgboostJson.NeutralBaseScore(model.Loss)),
            ("boost_from_average", "1"),
            ("num_class", "0"),
            ("num_feature", Text(ensemble.ColumnCount)),
            ("num_target", "1")
        );
        json.WriteStartObject("objective");
        json.WriteString("name", XgboostJson.ObjectiveOf(model.Loss));
        if (model.Loss != Losses.LossKind.Gamma)
        {
            WriteStrings(json, "reg_loss_param", ("scale_pos_weight", "1"));
        }

        json.WriteEndObject();
        json.WriteEndObject();
        WriteArray(json, "version", [1, 7, 4], (part, writer) => writer.WriteNumberValue(part));
        json.WriteEndObject();
    }

    /// <summary>XGBoost refuses names that hold [, ] or &lt;.</summary>
    internal static string SafeName(string name) => name.Replace('[', '(').Replace(']', ')').Replace('<', '(');

    private static void WriteTrees(Utf8JsonWriter json, IReadOnlyList<Tree> trees, int columnCount)
    {
        json.WriteStartObject("gradient_booster");
        json.WriteStartObject("model");
        WriteStrings(
            json,
            "gbtree_model_param",
            ("num_parallel_tree", "1"),
            ("num_trees", Text(trees.Count)),
            ("size_leaf_vector", "0")
        );
        WriteArray(json, "tree_info", trees, (_, writer) => writer.WriteNumberValue(0));
        json.WriteStartArray("trees");
        for (var t = 0; t < trees.Count; t++)
        {
            WriteTree(json, trees[t], t, columnCount);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteString("name", "gbtree");
        json.WriteEndObject();
    }

    private static void WriteTree(Utf8JsonWriter json, Tree tree, int number, int columnCount)
    {
        var nodes = tree.Nodes;
        var parents = new int[nodes.Length];
        parents[0] = NoParent;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (!nodes[i].IsLeaf)
            {
                parents[nodes[i].Left] = i;
                parents[nodes[i].Left + 1] = i;
            }
        }

        json.WriteStartObject();
        WriteArray(json, "base_weights", nodes, (node, writer) => WriteFloat(writer, node.IsLeaf ? node.Value : 0));
        WriteCategories(json, tree);
        WriteArray(json, "default_left", nodes, (node, writer) => writer.WriteNumberValue(node.DefaultLeft ? 1 : 0));
        json.WriteNumber("id", number);
        WriteArray(
            json,
            "left_children",
            nodes,
            (node, writer) => writer.WriteNumberValue(node.IsLeaf ? -1 : node.Left)
        );
        WriteArray(json, "loss_changes", tree.Gains, (gain, writer) => WriteFloat(writer, gain));
        WriteArray(json, "parents", parents, (parent, writer) => writer.WriteNumberValue(parent));
        WriteArray(
            json,
            "right_children",
            nodes,
            (node, writer) => writer.WriteNumberValue(node.IsLeaf ? -1 : node.Left + 1)
        );
        WriteArray(
            json,
            "split_conditions",
            nodes,
            (node, writer) => WriteFloat(writer, node.IsCategory ? 0 : node.Threshold)
        );
        WriteArray(json, "split_indices", nodes, (node, writer) => writer.WriteNumberValue(node.Column));
        WriteArray(json, "split_type", nodes, (node, writer) => writer.WriteNumberValue(node.IsCategory ? 1 : 0));
        WriteArray(json, "sum_hessian", tree.Covers, (cover, writer) => WriteFloat(writer, cover));
        WriteStrings(
            json,
            "tree_param",
            ("num_deleted", "0"),
            ("num_feature", Text(columnCount)),
            ("num_nodes", Text(nodes.Length)),
            ("size_leaf_vector", "0")
        );
        json.WriteEndObject();
    }

    /// <summary>XGBoost lists the categories that go right.</summary>
    private static void WriteCategories(Utf8JsonWriter json, Tree tree)
    {
        var codes = new List<int>();
        var owners = new List<int>();
        var starts = new List<int>();
        var sizes = new List<int>();
        for (var i = 0; i < tree.Nodes.Length; i++)
        {
            if (!tree.Nodes[i].IsCategory)
            {
                continue;
            }

            var start = codes.Count;
            codes.AddRange(tree.RightCodes(tree.Nodes[i]));
            owners.Add(i);
            starts.Add(start);
            sizes.Add(codes.Count - start);
        }

        WriteArray(json, "categories", codes, (code, writer) => writer.WriteNumberValue(code));
        WriteArray(json, "categories_nodes", owners, (owner, writer) => writer.WriteNumberValue(owner));
        WriteArray(json, "categories_segments", starts, (start, writer) => writer.WriteNumberValue(start));
        WriteArray(json, "categories_sizes", sizes, (size, writer) => writer.WriteNumberValue(size));
    }

    private static void WriteArray<T>(
        Utf8JsonWriter json,
        string name,
        IReadOnlyList<T> values,
        Action<T, Utf8JsonWriter> write
    )
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value, json);
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// XGBoost takes 3 for an integer and refuses it where it wants a number: every float carries its exponent.
    /// </summary>
    private static void WriteFloat(Utf8JsonWriter json, float value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        json.WriteRawValue(text.Contains('E', StringComparison.Ordinal) ? text : text + "E0");
    }

    /// <summary>XGBoost keeps its parameters as texts.</summary>
    private static void WriteStrings(
        Utf8JsonWriter json,
        string name,
        params ReadOnlySpan<(string Key, string Value)> pairs
    )
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
