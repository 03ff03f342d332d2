using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class FieldComparerTests
{
    [Theory]
    [InlineData(MatchKind.FullName, "Smith, Bob", "Robert Smith", MatchLevel.Close)]
    [InlineData(MatchKind.FullName, "Müller, Jörg", "Jorg Muller", MatchLevel.Exact)]
    [InlineData(MatchKind.FullName, "J. Smith", "John Smith", MatchLevel.Close)]
    [InlineData(MatchKind.FullName, "Anna Berg", "Peter Berg", MatchLevel.Similar)]
    [InlineData(MatchKind.FullName, "Anna Berg", "Peter Holm", MatchLevel.Different)]
    [InlineData(MatchKind.FullName, "王伟", "王芳", MatchLevel.Different)]
    [InlineData(MatchKind.FullName, "王伟", "王伟", MatchLevel.Exact)]
    [InlineData(MatchKind.NamePart, "mitchell", "mitchel", MatchLevel.Close)]
    [InlineData(MatchKind.NamePart, "li", "lu", MatchLevel.Different)]
    [InlineData(MatchKind.Text, "Tullaroop Street", "tullaroop stret", MatchLevel.Close)]
    [InlineData(MatchKind.Text, "Tullaroop Street", "Goldfinch Circuit", MatchLevel.Different)]
    [InlineData(MatchKind.Company, "ACME, Inc.", "Acme GmbH", MatchLevel.Exact)]
    [InlineData(MatchKind.Company, "Acme Robotics", "Acme", MatchLevel.Similar)]
    [InlineData(MatchKind.Code, "6988048", "6988408", MatchLevel.Close)]
    [InlineData(MatchKind.Code, "6988048", "1234567", MatchLevel.Different)]
    [InlineData(MatchKind.Date, "1956-04-09", "1956-09-04", MatchLevel.Close)]
    [InlineData(MatchKind.Date, "19560409", "19560490", MatchLevel.Close)]
    [InlineData(MatchKind.Date, "1956-04-09", "1956-04-27", MatchLevel.Similar)]
    [InlineData(MatchKind.Date, "1956-04-09", "1971-12-27", MatchLevel.Different)]
    [InlineData(MatchKind.Number, "1000", "1005", MatchLevel.Close)]
    [InlineData(MatchKind.Email, "anna.berg@acme.example", "anna.berg@gmail.example", MatchLevel.Close)]
    [InlineData(MatchKind.Email, "anna.berg@acme.example", "anna.brg@acme.example", MatchLevel.Close)]
    [InlineData(MatchKind.Email, "anna.berg@acme.example", "anna.berg2@acme.example", MatchLevel.Different)]
    [InlineData(MatchKind.Email, "info@acme.example", "info@other.example", MatchLevel.Similar)]
    [InlineData(MatchKind.Phone, "+49 30 1234567", "030 1234567", MatchLevel.Exact)]
    [InlineData(MatchKind.Phone, "+49 30 1234567", "+49 30 1234576", MatchLevel.Close)]
    [InlineData(MatchKind.Phone, "n/a", "030 1234567", MatchLevel.Missing)]
    [InlineData(MatchKind.Category, "NSW", "nsw", MatchLevel.Exact)]
    [InlineData(MatchKind.Category, "nsw", "nswx", MatchLevel.Different)]
    public void Compare_PairsOfEachKind_HaveTheirLevelBothWays(
        MatchKind kind,
        string left,
        string right,
        MatchLevel expected
    )
    {
        var (first, second) = (ValueForms.Normalize(kind, left), ValueForms.Normalize(kind, right));

        Assert.Equal(expected, FieldComparer.Compare(kind, first, second));
        Assert.Equal(expected, FieldComparer.Compare(kind, second, first));
    }

    [Theory]
    [InlineData("given_name", MatchKind.NamePart)]
    [InlineData("surname", MatchKind.NamePart)]
    [InlineData("date_of_birth", MatchKind.Date)]
    [InlineData("soc_sec_id", MatchKind.Code)]
    [InlineData("postcode", MatchKind.Code)]
    [InlineData("address_1", MatchKind.Text)]
    [InlineData("E-Mail", MatchKind.Email)]
    [InlineData("公司名称", MatchKind.Company)]
    [InlineData("Contact name", MatchKind.FullName)]
    public void KindOfHeader_UsualHeaders_AreKnown(string header, MatchKind expected) =>
        Assert.Equal(expected, MatchFieldRules.KindOfHeader(header));

    [Fact]
    public void KindOfHeader_Budget_NamesNobody() => Assert.Null(MatchFieldRules.KindOfHeader("budget"));
}
