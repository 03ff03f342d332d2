using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class TextTokenizerTests
{
    [Theory]
    [InlineData("Don’t call ME, it's 3.5 years", "don't|call|me|it's|3|5|years")]
    [InlineData("价格太高", "价格|格太|太高")]
    [InlineData("好", "好")]
    [InlineData("ＡＢＣ１２ ﬁne", "abc12|fine")]
    [InlineData("demo给我们看", "demo|给我|我们|们看")]
    [InlineData("e-mail: naïve café", "e|mail|naïve|café")]
    [InlineData("rock 'n' roll'", "rock|n|roll")]
    [InlineData(" \t ... !!", "")]
    [InlineData("", "")]
    public void Tokenize_EnglishAndChinese_GivesWordsAndPairs(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', TextTokenizer.Tokenize(text)));

    [Fact]
    public void Sentences_PointsInsideNumbers_EndNothing() =>
        Assert.Equal(
            ["we paid 3 5", "ok", "价格 , 太高"],
            TextTokenizer
                .Sentences("We paid 3.5. OK!价格，太高。")
                .Select(sentence =>
                    string.Join(' ', sentence).Replace("价格 太高", "价格 , 太高", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void Tokenize_BrokenSurrogatesEmojiAndVeryLongText_IsSafe()
    {
        Assert.Equal(["good", "job"], TextTokenizer.Tokenize("good \uD83D job \uDC4D 👍"));
        Assert.Equal(
            TextTokenizer.MaxTextLength / 2,
            TextTokenizer.Tokenize(string.Concat(Enumerable.Repeat("a ", 30_000))).Count
        );
    }

    [Fact]
    public void NGrams_TwoSentences_NeverReachOverTheEnd() =>
        Assert.Equal(["no", "budget", "no budget", "call", "me", "call me"], HashedNGrams.NGrams("No budget. Call me"));
}
