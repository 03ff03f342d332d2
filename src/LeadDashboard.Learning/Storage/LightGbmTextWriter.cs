using System.Globalization;
using System.Text;
using System.Text.Json;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Writes <see cref="LightGbmText"/>.</summary>
internal static class LightGbmTextWriter
{
    private const string Unsafe = "\",:[]{}=";

    public static void Write(
        Stream stream,
        BoostedTreesModel model,
        IReadOnlyList<IReadOnlyList<string>>? categories
    )
    {
        var ensemble = model.Ensemble;
        if (!float.IsNaN(ensemble.Missing) && ensemble.Missing != 0)
        {
            throw new InvalidDataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The model takes {ensemble.Missing} for missing; LightGBM can take NaN or 0. Train it on rows "
                        + $"with empty cells instead."
                )
            );
        }

        // LightGBM has no base score: a tree of one leaf carries it.
        IEnumerable<Tree> trees =
            ensemble.BaseRaw == 0 && ensemble.Trees.Length > 0
                ? ensemble.Trees
                : [new Tree([TreeNode.Leaf((float)ensemble.BaseRaw)], [1], [0], []), .. ensemble.Trees];
        var missing = float.IsNaN(ensemble.Missing) ? LightGbmTree.NaN : LightGbmTree.Zero;
        var texts = trees.Select((tree, number) => TextOf(tree, number, missing)).ToArray();
        var head = new StringBuilder("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n");
        Line(head, "max_feature_idx", ensemble.ColumnCount - 1);
        Line(head, "objective", LightGbmText.ObjectiveOf(model.Loss));
        Line(head, "feature_names", string.Join(' ', ensemble.ColumnNames.Select(SafeName)));
        Line(head, "feature_infos", string.Join(' ', Enumerable.Range(0, ensemble.ColumnCount).Select(Info)));
        Line(head, "tree_sizes", string.Join(' ', texts.Select(text => text.Length)));
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.Write(head.Append('\n'));
        foreach (var text in texts)
        {
            writer.Write(text);
        }

        writer.Write("end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\n");
        if (categories is not null)
        {
            // A column of no category is none in a data frame.
            var lists = categories.Where(names => names.Count > 0);
            writer.Write($"pandas_categorical:{JsonSerializer.Serialize(lists)}\n");
        }

        string Info(int column) =>
            ensemble.ColumnKinds[column] == FeatureKind.Number ? "[-inf:inf]"
            : CodeCount(column) is > 0 and var count ? string.Join(':', Enumerable.Range(0, count))
            : "none";
        int CodeCount(int column) => categories?[column].Count ?? LargestCode(ensemble.Trees, column) + 1;
    }

    /// <summary>LightGBM parts names by blanks and takes no signs of JSON in them.</summary>
    internal static string SafeName(string name) =>
        string.Concat(name.Select(c => char.IsWhiteSpace(c) || Unsafe.Contains(c, StringComparison.Ordinal) ? '_' : c));

    private static int LargestCode(Tree[] trees, int column) =>
        trees
            .SelectMany(tree =>
                tree.Nodes.Where(node => !node.IsLeaf && node.IsCategory && node.Column == column)
                    .Select(node => (32 * (int)tree.CategoryBits[node.BitsStart]) - 1)
            )
            .DefaultIfEmpty(-1)
            .Max();

    private static string TextOf(Tree tree, int number, int missing)
    {
        var inner = Enumerable.Range(0, tree.Nodes.Length).Where(i => !tree.Nodes[i].IsLeaf).ToArray();
        var leaves = Enumerable.Range(0, tree.Nodes.Length).Where(i => tree.Nodes[i].IsLeaf).ToArray();
        var names = new int[tree.Nodes.Length];
        for (var k = 0; k < inner.Length; k++)
        {
            names[inner[k]] = k;
        }

        for (var k = 0; k < leaves.Length; k++)
        {
            names[leaves[k]] = ~k;
        }

        var sets = inner.Where(i => tree.Nodes[i].IsCategory).ToArray();
        var words = sets.Select(i => LeftWords(tree, tree.Nodes[i])).ToArray();
        var text = new StringBuilder();
        Line(text, "Tree", number);
        Line(text, "num_leaves", leaves.Length);
        Line(text, "num_cat", sets.Length);
        Join(text, "split_feature", inner, i => Text(tree.Nodes[i].Column));
        Join(text, "split_gain", inner, i => Text(tree.Gains[i]));
        Join(
            text,
            "threshold",
            inner,
            i => tree.Nodes[i].IsCategory ? Text(Array.IndexOf(sets, i)) : Text(Below(tree.Nodes[i].Threshold))
        );
        Join(text, "decision_type", inner, i => Text(TypeOf(tree.Nodes[i], missing)));
        Join(text, "left_child", inner, i => Text(names[tree.Nodes[i].Left + (IsTurned(tree.Nodes[i]) ? 1 : 0)]));
        Join(text, "right_child", inner, i => Text(names[tree.Nodes[i].Left + (IsTurned(tree.Nodes[i]) ? 0 : 1)]));
        Join(text, "leaf_value", leaves, i => Text(tree.Nodes[i].Value));
        Join(text, "leaf_weight", leaves, i => Text(tree.Covers[i]));
        Join(text, "leaf_count", leaves, i => Text(Count(tree.Covers[i])));
        Join(text, "internal_value", inner, _ => "0");
        Join(text, "internal_weight", inner, i => Text(tree.Covers[i]));
        Join(text, "internal_count", inner, i => Text(Count(tree.Covers[i])));
        if (sets.Length > 0)
        {
            var ends = words.Select((_, k) => words.Take(k + 1).Sum(set => set.Length)).Prepend(0);
            Line(text, "cat_boundaries", string.Join(' ', ends));
            Line(text, "cat_threshold", string.Join(' ', words.SelectMany(set => set)));
        }

        return text.Append("is_linear=0\nshrinkage=1\n\n\n").ToString();
    }

    /// <summary>There a missing category goes right: a node that sends it left has its children turned.</summary>
    private static bool IsTurned(TreeNode node) => node.IsCategory && node.DefaultLeft;

    private static uint[] LeftWords(Tree tree, TreeNode node)
    {
        var words = tree.CategoryBits.AsSpan(node.BitsStart + 1, (int)tree.CategoryBits[node.BitsStart]).ToArray();
        return IsTurned(node) ? [.. words.Select(word => ~word)] : words;
    }

    private static int TypeOf(TreeNode node, int missing) =>
        node.IsCategory
            ? LightGbmTree.Category | LightGbmTree.NaN
            : missing | (node.DefaultLeft ? LightGbmTree.DefaultLeft : 0);

    /// <summary>The largest double below a threshold: x &lt; threshold is x &lt;= this one there.</summary>
    private static double Below(float threshold) =>
        float.IsPositiveInfinity(threshold) ? double.MaxValue : Math.BitDecrement((double)threshold);

    private static int Count(float cover) => Math.Max(1, (int)Math.Round(Math.Min(cover, 1e9f)));

    private static void Join(StringBuilder text, string key, int[] nodes, Func<int, string> value) =>
        Line(text, key, string.Join(' ', nodes.Select(value)));

    private static void Line(StringBuilder text, string key, int value) => Line(text, key, Text(value));

    private static void Line(StringBuilder text, string key, string value) =>
        text.Append(key).Append('=').Append(value).Append('\n');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>As the double it is, so that nothing is rounded twice.</summary>
    private static string Text(float number) => Text((double)number);
}
