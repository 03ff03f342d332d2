using LeadDashboard.App.Access;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop")]
    [InlineData("asdfghjkl;")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("abcdefghijkl")]
    [InlineData("9876543210")]
    [InlineData("password123")]
    [InlineData("Password1!")]
    [InlineData("iloveyou12")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("abcabcabcabc")]
    [InlineData("2026-11-26")]
    [InlineData("leaddashboard")]
    [InlineData("LeadDashboard1")]
    [InlineData("mia.manager@example.com")]
    [InlineData("mia.manager2026")]
    [InlineData("ManagerManager")]
    [InlineData("Mia Manager!")]
    public void IsGuessable_CommonSequentialOrOwn_IsTrue(string password) =>
        Assert.True(PasswordRules.IsGuessable(password, "mia.manager@example.com", "Mia Manager"));

    [Theory]
    [InlineData(TestApp.Password)]
    [InlineData("another long sentence")]
    [InlineData("a long enough sentence")]
    [InlineData("correct horse battery staple")]
    [InlineData("h7Kd-pQ2vX-zz9")]
    [InlineData("我们的蓝色自行车在雨里唱歌")]
    public void IsGuessable_SentencesAndChance_IsFalse(string password) =>
        Assert.False(PasswordRules.IsGuessable(password, "mia.manager@example.com", "Mia Manager"));

    [Fact]
    public void IsGuessable_VeryLongText_EndsSoonAndIsFalse() =>
        Assert.False(
            PasswordRules.IsGuessable(
                new string([.. Enumerable.Range(0, 256).Select(i => (char)('!' + (i * 37 % 90)))]),
                null,
                null
            )
        );
}
