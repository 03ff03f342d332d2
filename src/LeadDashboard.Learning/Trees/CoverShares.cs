namespace LeadDashboard.Learning.Trees;

/// <summary>How the training rows of a tree parted at its nodes.</summary>
internal static class CoverShares
{
    private const double Smallest = 1e-9;

    /// <summary>
    /// Share of a node's rows that went to one child. A child that no training row reached still needs a share above 0,
    /// or its factor could not be divided out.
    /// </summary>
    /// <param name="tree">Any.</param>
    /// <param name="left">Left child; the right one follows it.</param>
    /// <param name="side">0 = left, 1 = right.</param>
    public static double Of(Tree tree, int left, int side)
    {
        double l = tree.Covers[left],
            r = tree.Covers[left + 1];
        var share = l + r > 0 ? Math.Clamp(l / (l + r), Smallest, 1 - Smallest) : 0.5;
        return side == 0 ? share : 1 - share;
    }

    /// <summary>Mean answer over the training rows: sum over leaves of cover share * answer.</summary>
    public static double MeanAnswer(Tree tree)
    {
        var reach = new double[tree.Nodes.Length];
        reach[0] = 1;
        var mean = 0.0;
        for (var p = 0; p < reach.Length; p++)
        {
            var node = tree.Nodes[p];
            if (node.IsLeaf)
            {
                mean += reach[p] * node.Value;
                continue;
            }

            reach[node.Left] = reach[p] * Of(tree, node.Left, 0);
            reach[node.Left + 1] = reach[p] * Of(tree, node.Left, 1);
        }

        return mean;
    }
}
