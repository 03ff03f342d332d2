using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Leads;

public sealed class LeadQualityTests
{
    [Theory]
    [InlineData(null, MailKind.None)]
    [InlineData("  ", MailKind.None)]
    [InlineData("n/a", MailKind.Invalid)]
    [InlineData("ann@", MailKind.Invalid)]
    [InlineData("Ann@GMAIL.com", MailKind.Free)]
    [InlineData("ann@yahoo.co.uk", MailKind.Free)]
    [InlineData("wang@qq.com", MailKind.Free)]
    [InlineData("ann@acme.com", MailKind.Business)]
    [InlineData("ann@liveoak.com", MailKind.Business)]
    public void MailKindOf_Address_TellsFreeFromBusiness(string? email, MailKind expected) =>
        Assert.Equal(expected, LeadQuality.MailKindOf(email));

    [Theory]
    [InlineData("+49 30 1239876", true)]
    [InlineData("138 0013 8000", true)]
    [InlineData("1234567", false)]
    [InlineData("0123456789", false)]
    [InlineData("0305555555", false)]
    [InlineData("12", false)]
    [InlineData(null, false)]
    public void IsPhonePlausible_Number_SeesInventedOnes(string? phone, bool expected) =>
        Assert.Equal(expected, LeadQuality.IsPhonePlausible(phone));

    [Theory]
    [InlineData("Ann Lee", true)]
    [InlineData("王芳", true)]
    [InlineData("Nguyễn Văn An", true)]
    [InlineData("O'Brien-Smith", true)]
    [InlineData("Test", false)]
    [InlineData("asdf", false)]
    [InlineData("Ann2", false)]
    [InlineData("aaaaa", false)]
    [InlineData("x", false)]
    [InlineData("bcdfghk", false)]
    [InlineData("测试", false)]
    [InlineData("", false)]
    public void IsNamePlausible_Name_SeesInventedOnes(string name, bool expected) =>
        Assert.Equal(expected, LeadQuality.IsNamePlausible(name));

    [Theory]
    [InlineData("030123456", "DE", "+4930123456")]
    [InlineData("4930123456789", "DE", "+4930123456789")]
    [InlineData("0612345678", "FR", "+33612345678")]
    [InlineData("0612345678", "IT", "+390612345678")]
    [InlineData("2125550123", "US", "+12125550123")]
    [InlineData("12125550123", "US", "+12125550123")]
    [InlineData("13800138000", "CN", "+8613800138000")]
    [InlineData("06301234567", "HU", "+36301234567")]
    [InlineData("+4930123456", "FR", "+4930123456")]
    [InlineData("030123456", null, "030123456")]
    [InlineData("030123456", "Atlantis", "030123456")]
    public void ToE164_NationalNumber_GetsTheCodeOfItsCountry(string phone, string? country, string expected) =>
        Assert.Equal(expected, PhoneForms.ToE164(phone, country));

    [Theory]
    [InlineData("(415) 555-0132 ext. 12", "US", "+14155550132", "12")]
    [InlineData("415-555-0143 x34", "US", "+14155550143", "34")]
    [InlineData("+1 415 555 0154 ext 7", null, "+14155550154", "7")]
    [InlineData("+1 415 555 0154;ext=7", "DE", "+14155550154", "7")]
    [InlineData("+86 10 6552 9988 转 8012", null, "+861065529988", "8012")]
    [InlineData("0049 30 123456", null, "+4930123456", null)]
    [InlineData("+49 (0)30 123456", "FR", "+4930123456", null)]
    [InlineData("030 123456", null, null, null)]
    [InlineData("030 123456 Durchwahl 5", null, null, "5")]
    [InlineData("8 (912) 345-67-89", "RU", "+79123456789", null)]
    [InlineData("tel:+1-415-555-0165", null, "+14155550165", null)]
    [InlineData("p:+49 170 1234567", null, "+491701234567", null)]
    [InlineData("415.555.0176 (mobile)", "US", "+14155550176", null)]
    [InlineData("(415) 555-0176 work", "US", "+14155550176", null)]
    [InlineData("Mobile: 415-555-0176", "US", "+14155550176", null)]
    [InlineData("Mobil: 0170 1234567 Durchwahl 3", "DE", "+491701234567", "3")]
    [InlineData("(415) 555-0198 Ext: 5", "US", "+14155550198", "5")]
    [InlineData("１３８００１３８０００", "CN", "+8613800138000", null)]
    [InlineData("+٩٧١٥٠١٢٣٤٥٦٩", null, "+971501234569", null)]
    [InlineData("call me: never", "US", null, null)]
    [InlineData("+1 23", "US", null, null)]
    [InlineData("n/a", "US", null, null)]
    [InlineData(null, "US", null, null)]
    public void Read_NumberAsWritten_GivesE164AndExtension(
        string? text,
        string? country,
        string? e164,
        string? extension
    )
    {
        var parts = PhoneForms.Read(text, country);
        Assert.Equal((e164, extension), (parts.E164, parts.Extension));
    }

    [Theory]
    [InlineData("(415) 555-0132 ext. 12", true)]
    [InlineData("1234567 ext. 12", false)]
    public void IsPhonePlausible_NumberWithExtension_IsJudgedWithoutIt(string phone, bool expected) =>
        Assert.Equal(expected, LeadQuality.IsPhonePlausible(phone));
}
