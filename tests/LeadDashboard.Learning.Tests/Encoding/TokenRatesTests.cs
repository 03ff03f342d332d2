using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class TokenRatesTests
{
    [Fact]
    public void Tokenize_WordsPairsAndChinese_AreFound() =>
        Assert.Equal(
            "1,budget,no,no budget,year,价格,太高",
            string.Join(
                ',',
                TokenRates
                    .Tokenize("No budget. Year 1! 价格,太高")
                    .Where(token => token is not "year 1")
                    .Order(StringComparer.Ordinal)
            )
        );

    [Fact]
    public void Score_PhrasesOfWonAndLost_RisesAndFalls()
    {
        string[] texts =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i =>
                    i % 3 == 0 ? "Asked for a contract"
                    : i % 3 == 1 ? "预算太高"
                    : "Met at the fair"
                ),
        ];
        float[] labels =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i =>
                    i % 3 == 0 ? (i % 2 == 0 ? 1f : 0f)
                    : i % 3 == 1 ? 0f
                    : i % 10 == 2 ? 1f
                    : 0f
                ),
        ];

        var rates = TokenRates.Fit(texts, labels);

        Assert.True(rates.Score("wants a CONTRACT now") > 0.3);
        Assert.True(rates.Score("客户说预算不够") < -0.3);
        Assert.Equal(0, rates.Score("words never seen"));
        Assert.True(float.IsNaN(rates.Score("  ")));
    }

    [Fact]
    public void Fit_EveryTextDifferent_KeepsNoToken() =>
        Assert.Empty(
            TokenRates
                .Fit(
                    [.. Enumerable.Range(0, 100).Select(i => "id" + i)],
                    [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 1f : 0f)]
                )
                .Tokens
        );
}
