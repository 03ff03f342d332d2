using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class DenseEncoderTests
{
    private static readonly DenseOptions All = DenseOptions.Default with { MinCategoryShare = 0, MinMissingShare = 0 };

    [Fact]
    public void Transform_FittedRows_NumbersHaveMeanZeroAndDeviationOneCategoriesAreCentred()
    {
        var (table, _) = Made.Leads(2_000);
        var encoder = DenseEncoder.Fit(table, All);

        var matrix = encoder.Transform(table);

        for (var c = 0; c < matrix.ColumnCount; c++)
        {
            var values = Enumerable.Range(0, matrix.RowCount).Select(row => matrix.Row(row)[c]).ToArray();
            Assert.Equal(0, values.Average(), 1e-9);
            if (encoder.Columns[c].Name is "x" or "visits")
            {
                Assert.Equal(1, values.Average(value => value * value), 1e-6);
            }
        }
    }

    [Fact]
    public void Transform_ByHand_SameNumbers()
    {
        var table = new FeatureTable([
            FeatureColumn.Number("n", [1, 3, float.NaN, 5]),
            FeatureColumn.Category("c", [0, 0, 1, -1], ["a", "b"]),
        ]);

        var encoder = DenseEncoder.Fit(table, All);

        var deviation = Math.Sqrt(8.0 / 3);
        Assert.Equal(["n", "n missing", "c = a", "c = b", "c missing"], encoder.Columns.Select(column => column.Name));
        Assert.Equal(
            [-2 / deviation, -0.25, 0.5, -0.25, -0.25],
            encoder.Transform(table).Row(0).ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-12
        );
        Assert.Equal(
            [0, 0.75, -0.5, 0.75, -0.25],
            encoder.Transform(table).Row(2).ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-12
        );
    }

    [Fact]
    public void Transform_NotStandardised_NumbersAsTheyAreMissingAtTheMean()
    {
        var table = new FeatureTable([
            FeatureColumn.Number("n", [1, 3, float.NaN, 5]),
            FeatureColumn.Category("c", [0, 0, 1, 1], ["a", "b"]),
        ]);

        var matrix = DenseEncoder.Fit(table, All with { IsStandardised = false, MinMissingShare = 2 }).Transform(table);

        Assert.Equal([1, 1, 0, 3, 1, 0, 3, 0, 1, 5, 0, 1], matrix.Values);
    }

    [Fact]
    public void Fit_RareCategories_ShareOther()
    {
        int[] codes = [.. Enumerable.Repeat(0, 60), .. Enumerable.Repeat(1, 38), 2, 3];
        var table = new FeatureTable([FeatureColumn.Category("c", codes, ["a", "b", "rare", "rarer"])]);

        var encoder = DenseEncoder.Fit(table, DenseOptions.Default with { MinCategoryShare = 0.05 });

        Assert.Equal(["c = a", "c = b", "c = (other)"], encoder.Columns.Select(column => column.Name));
        Assert.Equal(0.98, encoder.Transform(table).Row(99)[2], 1e-12);
    }

    [Fact]
    public void Transform_Surprise_IsMinusLogOfTheShare()
    {
        var table = new FeatureTable([FeatureColumn.Category("c", [0, 0, 0, 1], ["a", "b"])]);

        var matrix = DenseEncoder
            .Fit(table, All with { Categories = CategoryCoding.Surprise, IsStandardised = false })
            .Transform(table);

        Assert.Equal(
            [-Math.Log(0.75), -Math.Log(0.75), -Math.Log(0.75), -Math.Log(0.25)],
            matrix.Values,
            (a, b) => Math.Abs(a - b) < 1e-12
        );
    }

    [Fact]
    public void Transform_UnseenMissingAndExtreme_StaysWithinTheClip()
    {
        var (table, _) = Made.Leads(500);
        var encoder = DenseEncoder.Fit(table, DenseOptions.Default);
        var odd = new FeatureTable([
            FeatureColumn.Number("x", [1e30f]),
            FeatureColumn.Number("y", [float.NaN]),
            FeatureColumn.Number("visits", [-1e30f]),
            FeatureColumn.Category("job", [99], table.Columns[3].Categories),
        ]);

        var values = encoder.Transform(odd).Values;

        Assert.All(values, value => Assert.InRange(value, -6, 6));
        Assert.Equal(6, values[0]);
    }

    [Fact]
    public void Fit_ConstantAllMissingOrOneRow_GivesNoColumns()
    {
        float[] missing = [float.NaN, float.NaN];
        var table = new FeatureTable([
            FeatureColumn.Number("m", missing),
            FeatureColumn.Number("c", [7, 7]),
            FeatureColumn.Category("k", [0, 0], ["a"]),
        ]);

        Assert.Empty(DenseEncoder.Fit(table, All).Columns);
        Assert.Equal(2, DenseEncoder.Fit(table, All).Transform(table).RowCount);
        Assert.Empty(
            DenseEncoder.Fit(table.SelectRows([0]), All with { Categories = CategoryCoding.Surprise }).Columns
        );
    }

    [Fact]
    public void Fit_EmptyInfiniteOrWrongSettings_SayWhatIsWrong()
    {
        var infinite = new FeatureTable([FeatureColumn.Number("x", [1, float.PositiveInfinity])]);

        Assert.Contains(
            "no rows",
            Assert.Throws<ArgumentException>(() => DenseEncoder.Fit(new FeatureTable([]), All)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Column 'x', row 2 is infinite",
            Assert.Throws<ArgumentException>(() => DenseEncoder.Fit(infinite, All)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Clip is 0",
            Assert.Throws<ArgumentException>(() => DenseEncoder.Fit(infinite, All with { Clip = 0 })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Transform_OtherColumns_NamesBoth()
    {
        var (table, _) = Made.Leads(50);
        var encoder = DenseEncoder.Fit(table, All);

        var error = Assert.Throws<ArgumentException>(() => encoder.Transform(table.SelectColumns([1, 0, 2, 3])));

        Assert.Contains(
            "Column 1 is 'y' (Number) where the encoder was fitted on 'x' (Number)",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSaved_SameMatrixAndBytes()
    {
        var (table, _) = Made.Leads(500);
        var encoder = DenseEncoder.Fit(table, DenseOptions.Default);
        using var stream = new MemoryStream();
        encoder.Write(stream);

        var again = DenseEncoder.Read(new MemoryStream(stream.ToArray()));

        using var second = new MemoryStream();
        again.Write(second);
        Assert.Equal(stream.ToArray(), second.ToArray());
        Assert.Equal(encoder.Transform(table).Values, again.Transform(table, 3).Values);
        Assert.Throws<InvalidDataException>(() => DenseEncoder.Read(new MemoryStream(stream.ToArray(), 0, 40)));
    }

    [Fact]
    public void SumBySource_EncodedShares_AddUpPerTableColumn()
    {
        var table = new FeatureTable([
            FeatureColumn.Number("n", [1, 3, float.NaN, 5]),
            FeatureColumn.Category("c", [0, 0, 1, -1], ["a", "b"]),
        ]);

        Assert.Equal([3, 12], DenseEncoder.Fit(table, All).SumBySource([1, 2, 3, 4, 5]));
    }
}
