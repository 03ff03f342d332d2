using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// A number without missing values that the library sees in place of a column of the table, and what a question about
/// it, "value &lt;= threshold", asks of that column. Immutable.
/// </summary>
/// <param name="source">Column of the table, 0-based.</param>
internal abstract class DerivedColumn(int source)
{
    public int Source { get; } = source;

    /// <summary>Writes cells[start + row * stride] for every row; each a finite number.</summary>
    /// <param name="column">The source column, rowCount values.</param>
    /// <param name="cells">float[rowCount x stride].</param>
    /// <param name="start">Place of the first row's value.</param>
    /// <param name="stride">Values of a row.</param>
    public abstract void Write(FeatureColumn column, float[] cells, int start, int stride);

    /// <summary>
    /// The question as a node over the source column: what answers "yes" goes left, missing and unseen values too.
    /// </summary>
    /// <param name="threshold">Of the library, "at most" goes left.</param>
    /// <param name="left">Place of the left child.</param>
    /// <param name="bits">Category bits of the tree, appended to.</param>
    public abstract TreeNode Split(float threshold, int left, List<uint> bits);
}

/// <summary>A number column whose missing values are one number.</summary>
internal sealed class FilledNumber(int source, float fill) : DerivedColumn(source)
{
    public float Fill { get; } = fill;

    public override void Write(FeatureColumn column, float[] cells, int start, int stride)
    {
        foreach (var x in column.Numbers)
        {
            cells[start] = float.IsNaN(x) ? Fill : x;
            start += stride;
        }
    }

    public override TreeNode Split(float threshold, int left, List<uint> bits) =>
        new(
            float.BitIncrement(threshold), // the library asks x <= t, a node x < t
            Source,
            left,
            Fill <= threshold ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None
        );
}

/// <summary>1 where a number is missing, else 0.</summary>
internal sealed class MissingFlag(int source) : DerivedColumn(source)
{
    public override void Write(FeatureColumn column, float[] cells, int start, int stride)
    {
        foreach (var x in column.Numbers)
        {
            cells[start] = float.IsNaN(x) ? 1 : 0;
            start += stride;
        }
    }

    public override TreeNode Split(float threshold, int left, List<uint> bits)
    {
        var (known, missing) = (threshold >= 0, threshold >= 1);
        return new TreeNode(
            known ? float.PositiveInfinity : float.NegativeInfinity,
            Source,
            left,
            missing ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None
        );
    }
}

/// <summary>A category as a number: a value for each code and one for missing and unseen values.</summary>
/// <param name="source">Column of the table, 0-based.</param>
/// <param name="values">float[codeCount], finite.</param>
/// <param name="missingValue">Finite.</param>
internal sealed class LevelNumber(int source, float[] values, float missingValue) : DerivedColumn(source)
{
    /// <summary>1 for one code, 0 for every other value.</summary>
    public static LevelNumber OneHot(int source, int codeCount, int code)
    {
        var values = new float[codeCount];
        values[code] = 1;
        return new LevelNumber(source, values, 0);
    }

    public override void Write(FeatureColumn column, float[] cells, int start, int stride)
    {
        foreach (var code in column.Codes)
        {
            cells[start] = (uint)code < (uint)values.Length ? values[code] : missingValue;
            start += stride;
        }
    }

    public override TreeNode Split(float threshold, int left, List<uint> bits)
    {
        var words = new uint[(values.Length + 31) / 32];
        for (var code = 0; code < 32 * words.Length; code++)
        {
            var value = code < values.Length ? values[code] : missingValue;
            words[code >> 5] |= value <= threshold ? 1u << (code & 31) : 0;
        }

        var node = new TreeNode(
            BitConverter.Int32BitsToSingle(bits.Count),
            Source,
            left,
            TreeNodeFlags.Category | (missingValue <= threshold ? TreeNodeFlags.DefaultLeft : TreeNodeFlags.None)
        );
        bits.Add((uint)words.Length);
        bits.AddRange(words);
        return node;
    }
}
