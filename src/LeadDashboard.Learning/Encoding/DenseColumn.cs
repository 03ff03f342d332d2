using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Encoding;

/// <summary>What a column of the encoded matrix holds.</summary>
public enum DenseRole
{
    /// <summary>The number; missing becomes the mean.</summary>
    Number = 0,

    /// <summary>1 where the number or category is missing, else 0.</summary>
    Missing = 1,

    /// <summary>1 where the row holds one of the codes, else 0.</summary>
    Category = 2,

    /// <summary>-ln(share) of the row's category.</summary>
    Surprise = 3,
}

/// <summary>One column of the encoded matrix: value = (raw - Mean) / Deviation.</summary>
/// <param name="Name">"age", "source = web", "age missing".</param>
/// <param name="SourceIndex">0-based column of the table it is made from.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Codes">The codes a <see cref="DenseRole.Category"/> column stands for; else empty.</param>
/// <param name="Levels">Nats by code, the last one for missing and unseen, of a <see cref="DenseRole.Surprise"/>
/// column; else empty.</param>
/// <param name="Mean">Subtracted; also what a missing number is taken for.</param>
/// <param name="Deviation">Divided by; above 0.</param>
public sealed record DenseColumn(
    string Name,
    int SourceIndex,
    DenseRole Role,
    int[] Codes,
    double[] Levels,
    double Mean,
    double Deviation
)
{
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(SourceIndex);
        writer.Write((byte)Role);
        writer.WriteArray(Codes);
        writer.WriteArray(Levels);
        writer.Write(Mean);
        writer.Write(Deviation);
    }

    internal static DenseColumn Read(BinaryReader reader) =>
        new(
            reader.ReadString(),
            reader.ReadInt32(),
            (DenseRole)reader.ReadByte(),
            reader.ReadInts(),
            reader.ReadDoubles(),
            reader.ReadDouble(),
            reader.ReadDouble()
        );
}
