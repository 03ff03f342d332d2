using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LeadDashboard.Learning.Trees;

/// <summary>One node of a finished tree, 16 bytes. Children lie side by side: Left and Left + 1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TreeNode(float Threshold, int Column, int Left, TreeNodeFlags Flags)
{
    public bool IsLeaf => Left < 0;

    /// <summary>Answer of a leaf.</summary>
    public float Value => Threshold;

    public bool DefaultLeft => Flags.HasFlag(TreeNodeFlags.DefaultLeft);

    public bool IsCategory => Flags.HasFlag(TreeNodeFlags.Category);

    /// <summary>Where the bits of a category node start in <see cref="Tree.CategoryBits"/>.</summary>
    public int BitsStart => BitConverter.SingleToInt32Bits(Threshold);

    public static TreeNode Leaf(float value) => new(value, 0, -1, TreeNodeFlags.None);
}

[Flags]
internal enum TreeNodeFlags
{
    None = 0,
    DefaultLeft = 1,
    Category = 2,
}

/// <summary>
/// A finished tree over raw values: a number goes left when x &lt; threshold, a category when its bit is set, missing
/// (NaN) by the default of the node.
/// Parents come before children; node 0 is the root.
/// </summary>
/// <param name="nodes">TreeNode[nodeCount].</param>
/// <param name="covers">float[nodeCount]: training weight that passed the node, children add up to their
/// parent.</param>
/// <param name="gains">float[nodeCount]: gain of the split, 0 for a leaf.</param>
/// <param name="categoryBits">Per category node: word count, then the bits of the codes that go left.</param>
internal sealed class Tree(TreeNode[] nodes, float[] covers, float[] gains, uint[] categoryBits)
{
    public TreeNode[] Nodes { get; } = nodes;

    public float[] Covers { get; } = covers;

    public float[] Gains { get; } = gains;

    public uint[] CategoryBits { get; } = categoryBits;

    public bool HasCategories { get; } = categoryBits.Length > 0;

    /// <param name="row">float[columnCount]; category codes as floats, missing as NaN.</param>
    public float Predict(ReadOnlySpan<float> row)
    {
        var all = Nodes;
        ref readonly var node = ref all[0];
        while (!node.IsLeaf)
        {
            node = ref all[node.Left + (GoesLeft(node, row[node.Column]) ? 0 : 1)];
        }

        return node.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool GoesLeft(in TreeNode node, float x)
    {
        if (float.IsNaN(x))
        {
            return node.DefaultLeft;
        }

        return node.IsCategory ? HasBit(node, (int)x) : x < node.Threshold;
    }

    private bool HasBit(in TreeNode node, int code)
    {
        var start = node.BitsStart;
        return (uint)code < 32 * CategoryBits[start]
            ? (CategoryBits[start + 1 + (code >> 5)] & (1u << (code & 31))) != 0
            : node.DefaultLeft;
    }

    /// <summary>The codes that a category node sends right, rising.</summary>
    public IEnumerable<int> RightCodes(TreeNode node) =>
        Enumerable.Range(0, 32 * (int)CategoryBits[node.BitsStart]).Where(code => !HasBit(node, code));

    public void Write(BinaryWriter writer)
    {
        writer.Write(Nodes.Length);
        foreach (var node in Nodes)
        {
            writer.Write(BitConverter.SingleToInt32Bits(node.Threshold));
            writer.Write(node.Column);
            writer.Write(node.Left);
            writer.Write((int)node.Flags);
        }

        foreach (var cover in Covers)
        {
            writer.Write(cover);
        }

        foreach (var gain in Gains)
        {
            writer.Write(gain);
        }

        writer.Write(CategoryBits.Length);
        foreach (var word in CategoryBits)
        {
            writer.Write(word);
        }
    }

    /// <exception cref="InvalidDataException">A node points outside the tree, backwards, or to an unknown
    /// column.</exception>
    public static Tree Read(BinaryReader reader, int columnCount)
    {
        var count = reader.ReadInt32();
        if (count is < 1 or > 1 << 24)
        {
            throw new InvalidDataException(
                $"A tree has {count} nodes; expected 1..{1 << 24}. The model file is damaged."
            );
        }

        var nodes = new TreeNode[count];
        for (var i = 0; i < count; i++)
        {
            nodes[i] = new TreeNode(
                BitConverter.Int32BitsToSingle(reader.ReadInt32()),
                reader.ReadInt32(),
                reader.ReadInt32(),
                (TreeNodeFlags)reader.ReadInt32()
            );
        }

        var covers = ReadFloats(reader, count);
        var gains = ReadFloats(reader, count);
        var wordCount = reader.ReadInt32();
        var bits = new uint[
            wordCount is >= 0 and < 1 << 28
                ? wordCount
                : throw new InvalidDataException(
                    $"A tree has {wordCount} words of category bits. The model file is damaged."
                )
        ];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = reader.ReadUInt32();
        }

        var tree = new Tree(nodes, covers, gains, bits);
        tree.Check(columnCount);
        return tree;
    }

    /// <summary>Proves that every walk from the root ends in a leaf inside the arrays.</summary>
    public void Check(int columnCount)
    {
        for (var i = 0; i < Nodes.Length; i++)
        {
            var node = Nodes[i];
            if (node.IsLeaf)
            {
                continue;
            }

            var bitsGood =
                !node.IsCategory
                || (
                    node.BitsStart >= 0
                    && node.BitsStart < CategoryBits.Length
                    && node.BitsStart + 1L + CategoryBits[node.BitsStart] <= CategoryBits.Length
                );
            if (node.Left <= i || node.Left + 1 >= Nodes.Length || (uint)node.Column >= (uint)columnCount || !bitsGood)
            {
                throw new InvalidDataException(
                    $"Node {i} of a tree asks column {node.Column} of {columnCount} and points to node {node.Left} "
                        + $"of {Nodes.Length}. The model file is damaged."
                );
            }
        }
    }

    private static float[] ReadFloats(BinaryReader reader, int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = reader.ReadSingle();
        }

        return values;
    }
}
