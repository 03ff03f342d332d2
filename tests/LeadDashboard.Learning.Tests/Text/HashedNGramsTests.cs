using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class HashedNGramsTests
{
    [Fact]
    public void Bucket_WordsOfAllLengths_EqualsScikitLearn()
    {
        var fixture = TextFixture.Read();

        for (var i = 0; i < fixture.Words.Length; i++)
        {
            Assert.Equal(
                (fixture.Hashed[i][0], (float)fixture.Hashed[i][1]),
                HashedNGrams.Bucket(fixture.Words[i], NGramOptions.Default)
            );
        }
    }

    [Fact]
    public void Transform_Texts_CountsEachGramInItsBucket()
    {
        var options = NGramOptions.Default with { IsSigned = false };

        var rows = HashedNGrams.Transform(["price price list", ""], options);

        var expected = HashedNGrams
            .NGrams("price price list")
            .GroupBy(gram => HashedNGrams.Bucket(gram, options).Column)
            .OrderBy(group => group.Key)
            .ToArray();
        Assert.Equal(expected.Select(group => group.Key), rows.RowColumns(0).ToArray());
        Assert.Equal(expected.Select(group => (float)group.Count()), rows.RowValues(0).ToArray());
        Assert.Equal(0, rows.RowColumns(1).Length);
        Assert.Equal((2, 1 << 14), (rows.RowCount, rows.ColumnCount));
    }

    [Fact]
    public void Transform_AnyNumberOfThreads_SameRows()
    {
        string[] texts = [.. Enumerable.Range(0, 1000).Select(i => $"lead {i} wants 报价 {i % 7}")];

        var one = HashedNGrams.Transform(texts, NGramOptions.Default);
        var four = HashedNGrams.Transform(texts, NGramOptions.Default, maxThreads: 4);

        Assert.Equal(one.Columns, four.Columns);
        Assert.Equal(one.Values, four.Values);
    }

    [Fact]
    public void Transform_ImpossibleOptions_AreRefused() =>
        Assert.Contains(
            "0 buckets",
            Assert
                .Throws<ArgumentException>(() =>
                    HashedNGrams.Transform(["a"], NGramOptions.Default with { BucketCount = 0 })
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void SparseRows_PartsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new SparseRows([0, 2], [1], [1], 3));
        Assert.Contains(
            "column 3",
            Assert.Throws<ArgumentException>(() => new SparseRows([0, 1], [3], [1], 3)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "NaN",
            Assert.Throws<ArgumentException>(() => new SparseRows([0, 1], [0], [float.NaN], 3)).Message,
            StringComparison.Ordinal
        );
    }
}
