using System.Globalization;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>One tree of <see cref="LightGbmText"/>, and what its number nodes take for missing.</summary>
internal sealed record LightGbmTree(Tree Tree, bool ZeroIsMissing, bool NaNIsMissing)
{
    /// <summary>Bits of decision_type: 1 category, 2 missing goes left, 4 zero and 8 NaN is missing.</summary>
    internal const int Category = 1;
    internal const int DefaultLeft = 2;
    internal const int Zero = 4;
    internal const int NaN = 8;

    /// <param name="block">Lines of the tree.</param>
    /// <param name="number">0-based, for messages.</param>
    /// <param name="scale">What every leaf is multiplied by.</param>
    /// <param name="columns">Of the table, in order.</param>
    /// <param name="known">Categories that the file keeps, empty for a column without.</param>
    public static LightGbmTree Read(
        IReadOnlyDictionary<string, string> block,
        int number,
        double scale,
        IReadOnlyList<FeatureColumn> columns,
        string[][] known
    )
    {
        if (block.TryGetValue("is_linear", out var linear) && linear != "0")
        {
            throw new InvalidDataException(
                $"Tree {number} of the LightGBM model has a linear function in each leaf; expected a number. Train it "
                    + $"with linear_tree=false."
            );
        }

        var source = Source.Of(block);
        var order = new List<int> { source.Root };
        var nodes = new List<TreeNode>();
        var bits = new List<uint>();
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] < 0)
            {
                nodes.Add(TreeNode.Leaf((float)(source.Values[~order[i]] * scale)));
                continue;
            }

            if (order.Count + 2 > (2 * source.Values.Length) - 1)
            {
                throw new InvalidDataException(
                    $"Tree {number} of the LightGBM model runs in a circle at node {order[i]}. The file is damaged."
                );
            }

            nodes.Add(Question(source, order[i], number, columns, known, bits) with { Left = order.Count });
            order.Add(source.Lefts[order[i]]);
            order.Add(source.Rights[order[i]]);
        }

        var tree = new Tree(
            [.. nodes],
            [.. order.Select(at => (float)(at < 0 ? source.LeafCounts[~at] : source.Counts[at]))],
            [.. order.Select(at => at < 0 ? 0 : (float)source.Gains[at])],
            [.. bits]
        );
        tree.Check(columns.Count);
        var numbers = source.Types.Where(type => (type & Category) == 0).ToArray();
        return new LightGbmTree(
            tree,
            Array.Exists(numbers, type => (type & Zero) != 0),
            Array.Exists(numbers, type => (type & NaN) != 0)
        );
    }

    /// <summary>
    /// The smallest float above a threshold: for every float x, x &lt;= threshold there is x &lt; this one here.
    /// </summary>
    internal static float Above(double threshold)
    {
        var nearest = (float)threshold;
        return nearest > threshold ? nearest : MathF.BitIncrement(nearest);
    }

    private static TreeNode Question(
        Source source,
        int at,
        int number,
        IReadOnlyList<FeatureColumn> columns,
        string[][] known,
        List<uint> bits
    )
    {
        var index = source.Features[at];
        if ((uint)index >= (uint)columns.Count)
        {
            throw new InvalidDataException(
                $"Tree {number} of the LightGBM model asks feature {index}; expected 0..{columns.Count - 1}. The file "
                    + $"is damaged."
            );
        }

        var (column, type, threshold) = (columns[index], source.Types[at], source.Thresholds[at]);
        var isCategory = column.Kind == FeatureKind.Category;
        if ((type & Category) != 0 && !isCategory)
        {
            throw new InvalidDataException(
                $"The LightGBM model asks for categories of '{column.Name}', which is a number column here. Train it "
                    + $"on the table exported from here."
            );
        }

        // Without a kind of missing value of its own NaN is 0; a category that is missing goes right.
        var isLeft =
            (type & Category) == 0
            && ((type & (Zero | NaN)) == 0 ? 0 <= threshold : (type & DefaultLeft) != 0);
        var flags = isLeft ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None;
        if (!isCategory)
        {
            return new TreeNode(Above(threshold), index, 0, flags);
        }

        var start = bits.Count;
        var codes = XgboostCategories.CodesOf(column, known[index]);
        var words = new uint[(codes.Length + 31) / 32];
        for (var code = 0; code < codes.Length; code++)
        {
            var goesLeft =
                (type & Category) == 0 ? (codes[code] < 0 ? isLeft : codes[code] <= threshold)
                : codes[code] >= 0 && source.HasBit((int)threshold, codes[code]);
            words[code >> 5] |= goesLeft ? 1u << (code & 31) : 0;
        }

        bits.Add((uint)words.Length);
        bits.AddRange(words);
        return new TreeNode(BitConverter.Int32BitsToSingle(start), index, 0, flags | TreeNodeFlags.Category);
    }

    /// <summary>The arrays of the file: inner nodes and leaves apart, a leaf named by its complement (~leaf).</summary>
    private sealed record Source(
        double[] Values,
        double[] LeafCounts,
        int[] Features,
        double[] Thresholds,
        int[] Types,
        int[] Lefts,
        int[] Rights,
        double[] Gains,
        double[] Counts,
        int[] Boundaries,
        uint[] Words
    )
    {
        public int Root => Values.Length == 1 ? ~0 : 0;

        public bool HasBit(int set, int code)
        {
            var (start, end) = (Boundaries[set], Boundaries[set + 1]);
            return code >> 5 < end - start && (Words[start + (code >> 5)] & (1u << (code & 31))) != 0;
        }

        public static Source Of(IReadOnlyDictionary<string, string> block)
        {
            var leaves = LightGbmFile.Int(block, "num_leaves");
            var inner = leaves - 1;
            var values = LightGbmFile.Numbers(block, "leaf_value", leaves);
            if (inner == 0)
            {
                return new Source(values, [1], [], [], [], [], [], [], [], [], []);
            }

            int[] Ints(string key) =>
                [.. LightGbmFile.Numbers(block, key, inner).Select(number => checked((int)number))];
            var hasSets = LightGbmFile.Int(block, "num_cat") > 0;
            return new Source(
                values,
                LightGbmFile.Numbers(block, "leaf_count", leaves),
                Ints("split_feature"),
                LightGbmFile.Numbers(block, "threshold", inner),
                Ints("decision_type"),
                Ints("left_child"),
                Ints("right_child"),
                LightGbmFile.Numbers(block, "split_gain", inner),
                LightGbmFile.Numbers(block, "internal_count", inner),
                hasSets ? [.. Whole(block, "cat_boundaries").Select(number => (int)number)] : [],
                hasSets ? Whole(block, "cat_threshold") : []
            );
        }

        private static uint[] Whole(IReadOnlyDictionary<string, string> block, string key) =>
            [
                .. LightGbmFile
                    .Words(block, key)
                    .Select(word => uint.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture)),
            ];
    }
}
