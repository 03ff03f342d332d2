using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class TextEmbeddingTests
{
    private static readonly string[] Prices =
    [
        "the price is too high", "asked for a lower price", "price list sent", "价格太高了", "希望价格更低",
    ];
    private static readonly string[] Visits =
    [
        "came to the fair stand", "met at the fair", "visited our stand at the fair", "在展会上见面", "参观了展会",
    ];
    private static readonly TextEmbeddingOptions Small = TextEmbeddingOptions.Default with
    {
        Subspace = TruncatedSvdOptions.Default with { ComponentCount = 4 },
    };

    [Fact]
    public void Transform_TextsOfTwoSubjects_LieNearTheirOwn()
    {
        var embedding = TextEmbedding.Fit(Many(), Small);

        Assert.True(
            Likeness(embedding, "what is the price", "a lower price please")
                > Likeness(embedding, "what is the price", "see you at the fair") + 0.3
        );
        Assert.True(Likeness(embedding, "价格多少", "价格太高") > Likeness(embedding, "价格多少", "展会见面") + 0.3);
        Assert.All(embedding.Transform("price at the fair"), value => Assert.InRange(value, -1.0001f, 1.0001f));
    }

    [Fact]
    public void Transform_EmptyText_IsMissing() =>
        Assert.All(TextEmbedding.Fit(Many(), Small).Transform(" ?! "), value => Assert.True(float.IsNaN(value)));

    [Fact]
    public void Fit_NoTextsOrOneText_Works()
    {
        Assert.Equal(0, TextEmbedding.Fit([], Small).DimensionCount);
        Assert.Equal(0, TextEmbedding.Fit(["", " "], Small).DimensionCount);
        Assert.Single(TextEmbedding.Fit(["one text"], Small).Transform("one text"));
    }

    [Fact]
    public void Write_ReadAgain_SameNumbersAndUnknownVersionRefused()
    {
        var embedding = TextEmbedding.Fit(Many(), Small);
        using var stream = new MemoryStream();
        embedding.Write(stream);
        var bytes = stream.ToArray();

        Assert.Equal(
            embedding.Transform("price at the fair"),
            TextEmbedding.Read(new MemoryStream(bytes)).Transform("price at the fair")
        );
        bytes[8] = 2;
        Assert.Contains(
            "format version 2",
            Assert.Throws<InvalidDataException>(() => TextEmbedding.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidDataException>(() => TextEmbedding.Read(new MemoryStream(stream.ToArray(), 0, 5000)));
    }

    private static string[] Many() =>
        [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? Prices[i / 2 % 5] : Visits[i / 2 % 5])];

    private static double Likeness(TextEmbedding embedding, string left, string right)
    {
        float[] a = embedding.Transform(left),
            b = embedding.Transform(right);
        return a.Zip(b, (x, y) => (double)x * y).Sum()
            / Math.Sqrt(a.Sum(x => (double)x * x) * b.Sum(x => (double)x * x));
    }
}
