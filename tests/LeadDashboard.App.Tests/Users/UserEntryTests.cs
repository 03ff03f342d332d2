using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Tests.Users;

public sealed class UserEntryTests
{
    [Theory]
    [InlineData("", "users.email-missing")]
    [InlineData("rita", "users.email-wrong")]
    [InlineData("rita@", "users.email-wrong")]
    [InlineData("Rita <rita@example.com>", "users.email-wrong")]
    [InlineData(" rita@example.com ", null)]
    public void Refusal_OfAnAddress_NamesWhatIsWrong(string email, string? expected)
    {
        var refusal = new UserEntryRules().Refusal(new UserEntry("Rita", email, Role.SalesRep));

        Assert.Equal(expected, refusal?.Code);
    }

    [Fact]
    public void Problems_OfOneProperty_SayNothingOfTheOthers()
    {
        var entry = new UserEntry(new string('x', 401), "", Role.SalesRep);

        Assert.Equal(["A name has at most 400 characters."], new UserEntryRules().Problems(entry, nameof(entry.Name)));
    }
}
