using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>
/// Fitted factors: value(user, item) = Mean + UserBiases[user] + ItemBiases[item] + user factors ' item factors.
/// Immutable.
/// </summary>
public sealed class FactorModel
{
    private const string What = "factors";
    private const string Magic = "LEADFACT";
    private const int Version = 1;

    internal FactorModel(
        double mean,
        double[] userBiases,
        double[] itemBiases,
        DenseMatrix userFactors,
        DenseMatrix itemFactors
    )
    {
        Mean = mean;
        UserBiases = userBiases;
        ItemBiases = itemBiases;
        UserFactors = userFactors;
        ItemFactors = itemFactors;
    }

    /// <summary>Mean of the fitted values; 0 for implicit values.</summary>
    public double Mean { get; }

    /// <summary>double[userCount]; all 0 for implicit values.</summary>
    public double[] UserBiases { get; }

    /// <summary>double[itemCount]; all 0 for implicit values.</summary>
    public double[] ItemBiases { get; }

    /// <summary>userCount x factorCount; 0 for a user without values.</summary>
    public DenseMatrix UserFactors { get; }

    /// <summary>itemCount x factorCount; 0 for an item without values.</summary>
    public DenseMatrix ItemFactors { get; }

    /// <summary>Explicit: the expected value. Implicit: the preference, about 0 (not) .. 1 (as if held).</summary>
    public double Predict(int user, int item) =>
        Mean + UserBiases[user] + ItemBiases[item] + TensorPrimitives.Dot(UserFactors.Row(user), ItemFactors.Row(item));

    /// <summary>Factors of a user who was not there at fitting, from what they hold (implicit values only).</summary>
    /// <param name="items">0-based.</param>
    /// <param name="values">At least 0, beside the items.</param>
    /// <param name="options">As at fitting.</param>
    /// <returns>double[factorCount].</returns>
    public double[] FoldIn(ReadOnlySpan<int> items, ReadOnlySpan<double> values, FactorOptions options) =>
        ImplicitFactors.SolveOne(
            items,
            values,
            ItemFactors.Values,
            ImplicitFactors.Gram(ItemFactors.Values, ItemFactors.ColumnCount),
            options
        );

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static FactorModel Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Mean);
        writer.Write(UserFactors.ColumnCount);
        writer.WriteArray(UserBiases);
        writer.WriteArray(ItemBiases);
        writer.WriteArray(UserFactors.Values);
        writer.WriteArray(ItemFactors.Values);
    }

    internal static FactorModel Read(BinaryReader reader)
    {
        var mean = reader.ReadDouble();
        var width = reader.ReadInt32();
        var users = reader.ReadDoubles();
        var items = reader.ReadDoubles();
        return new FactorModel(
            mean,
            users,
            items,
            new DenseMatrix(reader.ReadDoubles(), users.Length, width),
            new DenseMatrix(reader.ReadDoubles(), items.Length, width)
        );
    }
}
