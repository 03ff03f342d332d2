using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class CategoryVariantsTests
{
    [Fact]
    public void Suggest_CaseBlanksAndPunctuation_AreLikely()
    {
        var found = CategoryVariants.Suggest(
            3,
            Values(("Google", 20), ("google", 6), ("GOOGLE ", 2), ("Face book", 2), ("Facebook", 9), ("n/a", 4)),
            []
        );

        Assert.Equal(["google", "GOOGLE", "Face book"], found.Select(v => v.Variant));
        Assert.All(found, v => Assert.True(v.IsLikely));
        Assert.Equal(["Google", "Google", "Facebook"], found.Select(v => v.Canonical));
        Assert.Equal((3, 6), (found[0].ColumnIndex, found[0].Count));
    }

    [Theory]
    [InlineData("Gogle")]
    [InlineData("Googel")]
    [InlineData("Googlr")]
    [InlineData("Gooogle")]
    public void Suggest_OneTypingErrorInARareWord_IsOnlySuggested(string word)
    {
        var found = Assert.Single(CategoryVariants.Suggest(0, Values(("Google", 20), (word, 1)), []));

        Assert.Equal((word, "Google", false), (found.Variant, found.Canonical, found.IsLikely));
    }

    [Theory]
    [InlineData("1-10", "11-0")]
    [InlineData("C++", "C")]
    [InlineData("C#", "C")]
    [InlineData("Level 1", "Level 2")]
    [InlineData("Bern", "Born")]
    [InlineData("<10", ">10")]
    public void Suggest_DifferentThings_AreLeftApart(string a, string b) =>
        Assert.Empty(CategoryVariants.Suggest(0, Values((a, 20), (b, 1)), []));

    [Fact]
    public async Task Import_ChosenSpellings_BecomeOne()
    {
        var rows = string.Concat(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    $"n{i}@x.com,{(i % 4 == 0 ? "google" : "Google")},{(i % 2 == 0 ? "Web shop" : "web-shop")}\n"
                )
        );

        var outcome = await TableText.ImportAsync(TableText.Utf8("email,source,branch\n" + rows));

        Assert.All(outcome.Leads, lead => Assert.Equal("Google", lead.Lead.Source));
        Assert.Single(outcome.Leads.Select(lead => lead.Lead.AttributesJson).Distinct());
    }

    private static List<string> Values(params (string Word, int Count)[] words) =>
        [.. words.SelectMany(word => Enumerable.Repeat(word.Word, word.Count))];
}
