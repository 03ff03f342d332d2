using LeadDashboard.App.Access;
using LeadDashboard.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Access;

public sealed class SetupCodeTests
{
    private readonly FakeTimeProvider _time = TestTime.New();

    [Fact]
    public void Check_OtherCaseSpacesAndDashes_IsRight()
    {
        var code = new SetupCode(_time);
        var letters = code.Value.Replace("-", "", StringComparison.Ordinal);

        Assert.Equal(SetupVerdict.Right, code.Check(code.Value, "here"));
        Assert.Equal(SetupVerdict.Right, code.Check(letters.ToLowerInvariant(), "here"));
        Assert.Equal(SetupVerdict.Right, code.Check($"  {letters[..4]} {letters[4..8]} – {letters[8..]}\r\n", "here"));
        Assert.Equal(SetupVerdict.Wrong, code.Check(letters[..11], "here"));
        Assert.Equal(SetupVerdict.Wrong, code.Check(null, "here"));
    }

    [Fact]
    public void Check_ManyWrongCodes_WaitsLongerAndLongerButOpensAgain()
    {
        var code = new SetupCode(_time);
        for (var i = 0; i < SetupCode.FreeAttempts; i++)
        {
            Assert.Equal(SetupVerdict.Wrong, code.Check("wrong", "here"));
        }

        Assert.Equal(TimeSpan.FromSeconds(1), code.RestOf("here"));
        Assert.Equal(SetupVerdict.TooSoon, code.Check(code.Value, "here"));
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(code.RestOf("here"));
            Assert.Equal(SetupVerdict.Wrong, code.Check("wrong", "here"));
        }

        Assert.Equal(SetupCode.LongestWait, code.RestOf("here"));
        Assert.Equal(SetupVerdict.TooSoon, code.Check(code.Value, "here"));
        _time.Advance(SetupCode.LongestWait);
        Assert.Equal(SetupVerdict.Right, code.Check(code.Value, "here"));
    }

    [Fact]
    public void Check_WrongCodesFromElsewhere_DoNotHoldUpThisAddress()
    {
        var code = new SetupCode(_time);
        for (var i = 0; i < 100; i++)
        {
            code.Check("wrong", "elsewhere");
        }

        Assert.Equal(SetupVerdict.TooSoon, code.Check(code.Value, "elsewhere"));
        Assert.Equal(SetupVerdict.Right, code.Check(code.Value, "here"));
    }
}
