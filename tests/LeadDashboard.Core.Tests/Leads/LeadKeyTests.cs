using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Leads;

public sealed class LeadKeyTests
{
    [Theory]
    [InlineData("A-1", "ann@x.com", "+49301234567", "Ann", "Acme", "id:a-1")]
    [InlineData(" ", "Ann@X.com", "+49301234567", "Ann", "Acme", "mail:ann@x.com")]
    [InlineData(null, "n/a", "0049 30 1234567", "Ann", "Acme", "tel:+49301234567")]
    [InlineData(null, null, "-", "Ánn  Lee", "ACME, Inc.", "name:ann lee|acme")]
    [InlineData(null, null, null, "Ann", null, "row:0123456789abcdef:7")]
    [InlineData(null, "", "", "", "", "row:0123456789abcdef:7")]
    public void From_IdentitiesOfARow_TakesTheStrongest(
        string? id,
        string? email,
        string? phone,
        string? name,
        string? company,
        string expected
    ) => Assert.Equal(expected, LeadKey.From(id, email, phone, name, company, "0123456789abcdef0123", 7));

    [Fact]
    public void From_LongIdentity_StaysStorable() =>
        Assert.Equal(200, LeadKey.From(new string('x', 5_000), null, null, null, null, "f", 0).Length);

    [Theory]
    [InlineData("Ann@X.COM", "ann@x.com")]
    [InlineData(" mailto:ann@x.com ", "ann@x.com")]
    [InlineData("Ann Lee <Ann@x.co.uk>", "ann@x.co.uk")]
    [InlineData("王@例子.中国", "王@例子.中国")]
    public void TryEmail_Address_IsFolded(string text, string expected)
    {
        Assert.True(NormalForms.TryEmail(text, out var email));
        Assert.Equal(expected, email);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("unknown")]
    [InlineData("@x.com")]
    [InlineData("a@b@c.com")]
    [InlineData("a@x")]
    [InlineData("a@x.com, b@x.com")]
    [InlineData("a b@x.com")]
    [InlineData("a@x.com.")]
    public void TryEmail_NoAddress_IsRefused(string? text) => Assert.False(NormalForms.TryEmail(text, out _));

    [Theory]
    [InlineData("+49 (0)30 / 123-4567", "+49301234567")]
    [InlineData("0049301234567", "+49301234567")]
    [InlineData("(555) 123-4567 x89", "5551234567")]
    [InlineData("138 0013 8000", "13800138000")]
    public void TryPhone_Number_IsDigits(string text, string expected)
    {
        Assert.True(NormalForms.TryPhone(text, out var phone));
        Assert.Equal(expected, phone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("12345")]
    [InlineData("0000000000")]
    [InlineData("1234567890123456")]
    [InlineData("call 555 123 4567")]
    public void TryPhone_NoNumber_IsRefused(string text) => Assert.False(NormalForms.TryPhone(text, out _));

    [Theory]
    [InlineData("Germany", "DE")]
    [InlineData(" deutschland ", "DE")]
    [InlineData("USA", "US")]
    [InlineData("us", "US")]
    [InlineData("España", "ES")]
    [InlineData("中国", "CN")]
    [InlineData("Atlantis", "Atlantis")]
    public void Country_Name_BecomesItsCode(string text, string expected) =>
        Assert.Equal(expected, NormalForms.Country(text));

    [Theory]
    [InlineData("ACME, Inc.", "acme")]
    [InlineData("Acme GmbH & Co. KG", "acme")]
    [InlineData("Café Müller", "cafe muller")]
    [InlineData("北京科技有限公司", "北京科技")]
    [InlineData("Co", "co")]
    public void FoldCompany_LegalForms_DoNotCount(string text, string expected) =>
        Assert.Equal(expected, NormalForms.FoldCompany(text));
}
