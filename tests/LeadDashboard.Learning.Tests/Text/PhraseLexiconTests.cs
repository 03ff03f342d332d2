using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class PhraseLexiconTests
{
    [Theory]
    [InlineData("The demo was excellent and the team very helpful", 1)]
    [InlineData("not happy with the delivery", -1)]
    [InlineData("I don’t like the price", -1)]
    [InlineData("No problem at all, works well", 1)]
    [InlineData("not bad", 1)]
    [InlineData("They complained about the slow support", -1)]
    [InlineData("We are never disappointed by your service", 1)]
    [InlineData("Good product but far too expensive and unreliable", -1)]
    [InlineData("Can't wait to start", 1)]
    [InlineData("Good morning, the invoice is wrong", -1)]
    [InlineData("服务非常好，客户很满意", 1)]
    [InlineData("客户不满意，要求退款", -1)]
    [InlineData("价格太贵，质量也差", -1)]
    [InlineData("这个方案不错", 1)]
    [InlineData("没问题，可以推荐给朋友", 1)]
    [InlineData("不是很满意", -1)]
    [InlineData("虽然有点贵，但是非常好用，值得推荐", 1)]
    [InlineData("态度差，再也不会合作", -1)]
    [InlineData("ＧＲＥＡＴ service!", 1)]
    public void Read_Sentiment_HasTheSignAPersonGives(string text, int sign) =>
        Assert.True(
            PhraseLexicon.Sentiment.Read(text).Score * sign > 0.1,
            $"{PhraseLexicon.Sentiment.Read(text).Score}"
        );

    [Theory]
    [InlineData("Meeting at ten in room four")]
    [InlineData("你好，请问贵公司在哪里")]
    [InlineData("")]
    [InlineData("?!…")]
    public void Read_NothingSaid_IsZero(string text) => Assert.Equal(0, PhraseLexicon.Sentiment.Read(text).Score);

    [Theory]
    [InlineData("Please send us the contract, the budget is approved", 1)]
    [InlineData("How much is it and when can we start?", 1)]
    [InlineData("Not interested, stop calling", -1)]
    [InlineData("no budget this year", -1)]
    [InlineData("请发一份报价单，我们想尽快签合同", 1)]
    [InlineData("暂时不需要，以后再说", -1)]
    [InlineData("没兴趣，别打了", -1)]
    public void Read_PurchaseIntent_HasTheSignARepGives(string text, int sign) =>
        Assert.True(
            PhraseLexicon.PurchaseIntent.Read(text).Score * sign > 0.2,
            $"{PhraseLexicon.PurchaseIntent.Read(text).Score}"
        );

    [Fact]
    public void Read_DegreeAndNegation_OrderAsExpected()
    {
        double Score(string text) => PhraseLexicon.Sentiment.Read(text).Score;

        Assert.True(
            Score("very good") > Score("good") && Score("good") > Score("slightly good") && Score("slightly good") > 0
        );
        Assert.True(Score("not good") < 0 && Score("not good") > Score("terrible"));
        Assert.True(Score("非常满意") > Score("满意") && Score("满意") > Score("有点满意"));
        Assert.True(Score("not not good") > 0);
        Assert.True(Score("good") < Score("good good good") && Score("good good good good good good good good") < 1);
        Assert.True(Score("Not now. Good.") > 0);
    }

    [Fact]
    public void Read_Hits_AddUpToTheScoreAndNameThePhrases()
    {
        var reading = PhraseLexicon.Sentiment.Read("very helpful, but not cheap and late");

        var sum = reading.Hits.Sum(hit => hit.Share);
        Assert.Equal(sum / Math.Sqrt(sum * sum + 2), reading.Score, 1e-12);
        Assert.Equal(["helpful", "late"], reading.Hits.Select(hit => hit.Words));
        Assert.Equal(0.6 * 1.5 / 2, reading.Hits[0].Share, 1e-12);
    }

    [Fact]
    public void With_OwnPhrases_ReplacesAndAdds()
    {
        var own = PhraseLexicon.Sentiment.With([
            new Phrase("Game Changer", PhraseRole.Meaning, 1),
            new Phrase("slow", PhraseRole.Meaning, 0.5),
        ]);

        Assert.True(own.Read("a real game-changer").Score > 0.3);
        Assert.True(own.Read("slow").Score > 0);
        Assert.Throws<ArgumentException>(() => own.With([new Phrase(" ", PhraseRole.Meaning, 1)]));
        Assert.Throws<ArgumentException>(() => own.With([new Phrase("x", PhraseRole.Meaning, double.NaN)]));
    }
}
