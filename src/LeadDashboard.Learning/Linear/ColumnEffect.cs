using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>How a <see cref="ColumnEffect"/> reads a number between its knots.</summary>
public enum EffectShape
{
    /// <summary>One value per category code.</summary>
    Levels = 0,

    /// <summary>
    /// Straight lines between knots, flat outside them: an unseen extreme never extrapolates. Values.Length =
    /// Knots.Length.
    /// </summary>
    Lines = 1,

    /// <summary>
    /// Constant per bin; Values.Length = Knots.Length + 1; bin b holds Knots[b-1] &lt; x &lt;= Knots[b].
    /// </summary>
    Steps = 2,
}

/// <summary>
/// The share of one column in a raw score, on the log-odds scale: a function of that column's value alone.
/// Centred: its mean over the training rows is 0, so that the model's intercept is the base value of every explanation.
/// </summary>
public sealed class ColumnEffect
{
    public ColumnEffect(string name, EffectShape shape, float[] knots, double[] values, double missingValue)
    {
        Name = name;
        Shape = shape;
        Knots = knots;
        Values = values;
        MissingValue = missingValue;
    }

    public string Name { get; }

    public EffectShape Shape { get; }

    /// <summary>Strictly increasing. Empty for <see cref="EffectShape.Levels"/>.</summary>
    public float[] Knots { get; }

    /// <summary>Log-odds, by code, knot or bin.</summary>
    public double[] Values { get; }

    /// <summary>Log-odds of a missing or unseen value.</summary>
    public double MissingValue { get; }

    public double At(FeatureColumn column, int rowIndex) =>
        Shape == EffectShape.Levels ? AtCode(column.Codes[rowIndex]) : AtNumber(column.Numbers[rowIndex]);

    public double AtCode(int code) => (uint)code < (uint)Values.Length ? Values[code] : MissingValue;

    public double AtNumber(float number)
    {
        if (float.IsNaN(number) || Values.Length == 0)
        {
            return float.IsNaN(number) ? MissingValue : 0;
        }

        var upper = FirstAtLeast(Knots, number);
        if (Shape == EffectShape.Steps)
        {
            return Values[upper];
        }

        if (upper == 0 || upper == Knots.Length)
        {
            return Values[Math.Min(upper, Knots.Length - 1)];
        }

        var share = ((double)number - Knots[upper - 1]) / ((double)Knots[upper] - Knots[upper - 1]);
        return Values[upper - 1] + share * (Values[upper] - Values[upper - 1]);
    }

    /// <summary>The same effect moved and scaled: scale * value - shift.</summary>
    public ColumnEffect Transform(double scale, double shift) =>
        new(Name, Shape, Knots, [.. Values.Select(value => scale * value - shift)], scale * MissingValue - shift);

    /// <summary>
    /// Index of the first knot that is at least <paramref name="number"/>; knots.Length when none is.
    /// </summary>
    public static int FirstAtLeast(float[] knots, float number)
    {
        int low = 0,
            high = knots.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (knots[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write((byte)Shape);
        writer.Write(Knots.Length);
        foreach (var knot in Knots)
        {
            writer.Write(knot);
        }

        writer.Write(Values.Length);
        foreach (var value in Values)
        {
            writer.Write(value);
        }

        writer.Write(MissingValue);
    }

    internal static ColumnEffect Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        var shape = (EffectShape)reader.ReadByte();
        var knots = new float[reader.ReadInt32()];
        for (var i = 0; i < knots.Length; i++)
        {
            knots[i] = reader.ReadSingle();
        }

        var values = new double[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadDouble();
        }

        return new ColumnEffect(name, shape, knots, values, reader.ReadDouble());
    }
}
