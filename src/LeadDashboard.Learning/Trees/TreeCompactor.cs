namespace LeadDashboard.Learning.Trees;

/// <summary>Turns a grown tree (bins) into its prediction form (raw values).</summary>
internal static class TreeCompactor
{
    /// <param name="root">The grown tree.</param>
    /// <param name="mapper">What its bins mean.</param>
    /// <param name="cover">Training weight of a grown node.</param>
    public static Tree Compact(GrowingNode root, BinMapper mapper, Func<GrowingNode, double> cover)
    {
        var order = new List<GrowingNode> { root };
        var nodes = new List<TreeNode>();
        var bits = new List<uint>();
        for (var i = 0; i < order.Count; i++)
        {
            var grown = order[i];
            if (grown.IsLeaf)
            {
                nodes.Add(TreeNode.Leaf(grown.Value));
                continue;
            }

            var split = grown.Split!;
            var flags = split.MissingLeft ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None;
            float threshold;
            if (split.LeftBins is null)
            {
                var cuts = mapper.Cuts[split.Column];
                // behind the last cut: every number left, missing right
                threshold = split.Bin < cuts.Length ? cuts[split.Bin] : float.MaxValue;
            }
            else
            {
                flags |= TreeNodeFlags.Category;
                threshold = BitConverter.Int32BitsToSingle(bits.Count);
                AddBits(bits, mapper.CodeBins[split.Column], split.LeftBins);
            }

            nodes.Add(new TreeNode(threshold, split.Column, order.Count, flags));
            order.Add(grown.Left!);
            order.Add(grown.Right!);
        }

        return new Tree(
            [.. nodes],
            [.. order.Select(grown => (float)cover(grown))],
            [.. order.Select(grown => grown.IsLeaf ? 0 : (float)grown.Split!.Gain)],
            [.. bits]
        );
    }

    private static void AddBits(List<uint> bits, int[] codeBins, bool[] leftBins)
    {
        var words = new uint[(codeBins.Length + 31) / 32];
        for (var code = 0; code < codeBins.Length; code++)
        {
            if (leftBins[codeBins[code]])
            {
                words[code >> 5] |= 1u << (code & 31);
            }
        }

        bits.Add((uint)words.Length);
        bits.AddRange(words);
    }
}
