using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class TopicModelTests
{
    private static readonly TopicOptions Two = TopicOptions.Default with
    {
        TopicCount = 2,
        MaxTextShare = 0.9,
        Seed = 3,
    };

    [Fact]
    public void Fit_NotesOfTwoSubjects_NamesThemByTheirWords()
    {
        var model = TopicModel.Fit(Notes(200), Two);

        var tops = Enumerable
            .Range(0, 2)
            .Select(topic => model.TopWords(topic, 6).Select(word => word.Word).ToHashSet(StringComparer.Ordinal))
            .ToArray();
        Assert.Contains(
            tops,
            words => words.Contains("price") && words.Contains("discount") && !words.Contains("delivery")
        );
        Assert.Contains(
            tops,
            words => words.Contains("delivery") && words.Contains("warehouse") && !words.Contains("price")
        );
        Assert.DoesNotContain("the", model.Words);
        var price = Array.FindIndex(tops, words => words.Contains("price"));
        Assert.True(model.Transform("too high a price, wants a discount, 折扣")[price] > 0.8);
        Assert.Contains("折扣", model.Words);
    }

    [Fact]
    public void Transform_NoKnownWord_IsMissing() =>
        Assert.All(TopicModel.Fit(Notes(50), Two).Transform("zebra"), share => Assert.True(float.IsNaN(share)));

    [Fact]
    public void Fit_AnyThreads_SameBytesAndReadBack()
    {
        byte[] Bytes(int threads)
        {
            using var stream = new MemoryStream();
            TopicModel.Fit(Notes(120), Two with { MaxThreads = threads }).Write(stream);
            return stream.ToArray();
        }

        var bytes = Bytes(1);
        Assert.Equal(bytes, Bytes(4));
        Assert.Equal(
            TopicModel.Fit(Notes(120), Two).Transform("price and delivery"),
            TopicModel.Read(new MemoryStream(bytes)).Transform("price and delivery")
        );
        bytes[8] = 4;
        Assert.Contains(
            "format version 4",
            Assert.Throws<InvalidDataException>(() => TopicModel.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        Assert.Throws<InvalidDataException>(() => TopicModel.Read(new MemoryStream(bytes, 0, bytes.Length - 9)));
    }

    [Fact]
    public void Fit_NoWordOftenEnough_SaysWhatToDo() =>
        Assert.Contains(
            "lower MinTexts",
            Assert.Throws<ArgumentException>(() => TopicModel.Fit(["one", "two", ""], Two)).Message,
            StringComparison.Ordinal
        );

    private static string[] Notes(int count)
    {
        var random = new Random(1);
        string[] price = ["price", "discount", "budget", "invoice", "折扣", "quote"],
            delivery = ["delivery", "warehouse", "truck", "packing", "物流", "stock"];
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(i =>
                    "the lead talks of "
                    + string.Join(
                        ' ',
                        Enumerable
                            .Range(0, 12)
                            .Select(_ =>
                                (random.NextDouble() < 0.9) == (i % 2 == 0)
                                    ? price[random.Next(6)]
                                    : delivery[random.Next(6)]
                            )
                    )
                ),
        ];
    }
}
