using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>One tree cut into <see cref="ShapPart"/>s that together hold every leaf once.</summary>
internal sealed class ShapTables
{
    /// <summary>More bits make fewer parts, and larger tables; twice as fast as 8, and 11 is no faster.</summary>
    private const int PartBits = 10;

    /// <summary>Of a leaf whose path asks more columns than that; beyond it a tree has no tables.</summary>
    private const int MostBits = 12;

    private readonly ShapPart[] _parts;

    private ShapTables(ShapPart[] parts)
    {
        _parts = parts;
        Length = parts.Sum(part => part.Length);
    }

    /// <summary>doubles in memory.</summary>
    public long Length { get; }

    /// <summary>Null where a path asks too many columns.</summary>
    public static ShapTables? TryMake(Tree tree)
    {
        var inner = new int[tree.Nodes.Length];
        for (var node = tree.Nodes.Length - 1; node >= 0; node--)
        {
            var left = tree.Nodes[node].Left;
            inner[node] = tree.Nodes[node].IsLeaf ? 0 : 1 + inner[left] + inner[left + 1];
        }

        var parts = new List<ShapPart>();
        return Cut(0, []) ? new ShapTables([.. parts]) : null;

        bool Cut(int node, ShapPart.Edge[] path)
        {
            var bits = inner[node] + path.Select(edge => tree.Nodes[edge.Node].Column).Distinct().Count();
            if (bits <= PartBits || (inner[node] == 0 && bits <= MostBits))
            {
                parts.Add(ShapPart.Make(tree, path, node));
                return true;
            }

            var left = tree.Nodes[node].Left;
            return inner[node] > 0
                && Cut(left, [.. path, new ShapPart.Edge(node, 0)])
                && Cut(left + 1, [.. path, new ShapPart.Edge(node, 1)]);
        }
    }

    /// <summary>Adds the tree's shares of rows from .. from + indexes.Length - 1.</summary>
    /// <param name="table">Rows x columns.</param>
    /// <param name="from">First row.</param>
    /// <param name="indexes">int[rows], overwritten.</param>
    /// <param name="contributions">double[rows x columnCount].</param>
    public void Add(FeatureTable table, int from, Span<int> indexes, Span<double> contributions)
    {
        foreach (var part in _parts)
        {
            part.Add(table, from, indexes, contributions);
        }
    }
}
