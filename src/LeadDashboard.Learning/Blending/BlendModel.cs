using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Blending;

/// <summary>
/// raw = Intercept + sum of Weights[m] * raw of Members[m], weights &gt;= 0: shares of members add up to the share in
/// the blend.
/// </summary>
public sealed class BlendModel : ILearnedModel
{
    internal const string FileKind = "blend";

    private const int Version = 1;

    public BlendModel(string kind, double intercept, double[] weights, IReadOnlyList<ILearnedModel> members)
    {
        if (weights.Length != members.Count)
        {
            throw new ArgumentException(
                $"There are {weights.Length} weights for {members.Count} members. Give one per member.",
                nameof(weights)
            );
        }

        Kind = kind;
        Intercept = intercept;
        Weights = weights;
        Members = members;
    }

    /// <summary>"blend", or the members' kind where all are the same.</summary>
    public string Kind { get; }

    public string StoredKind => FileKind;

    public double Intercept { get; }

    /// <summary>double[memberCount], each &gt;= 0.</summary>
    public double[] Weights { get; }

    public IReadOnlyList<ILearnedModel> Members { get; }

    public double[] PredictRaw(FeatureTable table, int maxThreads = 1)
    {
        var raw = new double[table.RowCount];
        Array.Fill(raw, Intercept);
        for (var m = 0; m < Members.Count; m++)
        {
            var member = Members[m].PredictRaw(table, maxThreads);
            for (var row = 0; row < raw.Length; row++)
            {
                raw[row] += Weights[m] * member[row];
            }
        }

        return raw;
    }

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions)
    {
        contributions.Clear();
        var baseValue = Intercept;
        Span<double> own =
            contributions.Length <= 512 ? stackalloc double[contributions.Length] : new double[contributions.Length];
        for (var m = 0; m < Members.Count; m++)
        {
            baseValue += Weights[m] * Members[m].Explain(table, rowIndex, own);
            for (var c = 0; c < own.Length; c++)
            {
                contributions[c] += Weights[m] * own[c];
            }
        }

        return baseValue;
    }

    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads = 1)
    {
        var all = new double[(long)table.RowCount * table.ColumnCount];
        baseValue = Intercept;
        for (var m = 0; m < Members.Count; m++)
        {
            var member = Members[m].ExplainAll(table, out var memberBase, maxThreads);
            baseValue += Weights[m] * memberBase;
            for (var i = 0; i < all.Length; i++)
            {
                all[i] += Weights[m] * member[i];
            }
        }

        return all;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Version);
        writer.Write(Kind);
        writer.Write(Intercept);
        writer.Write(Members.Count);
        for (var m = 0; m < Members.Count; m++)
        {
            writer.Write(Weights[m]);
            ModelHead.Write(writer, Members[m]);
        }
    }

    /// <param name="reader">Behind the head.</param>
    /// <param name="readMember">Reads a model of any kind with its head.</param>
    /// <exception cref="InvalidDataException">Written by a newer program.</exception>
    public static BlendModel Read(BinaryReader reader, Func<BinaryReader, ILearnedModel> readMember)
    {
        var version = reader.ReadInt32();
        if (version != Version)
        {
            throw new InvalidDataException(
                $"The blend has format version {version}; this program reads version {Version}. Train the model "
                    + $"again, or use the program that wrote it."
            );
        }

        var kind = reader.ReadString();
        var intercept = reader.ReadDouble();
        var weights = new double[reader.ReadInt32()];
        var members = new ILearnedModel[weights.Length];
        for (var m = 0; m < members.Length; m++)
        {
            weights[m] = reader.ReadDouble();
            members[m] = readMember(reader);
        }

        return new BlendModel(kind, intercept, weights, members);
    }
}
