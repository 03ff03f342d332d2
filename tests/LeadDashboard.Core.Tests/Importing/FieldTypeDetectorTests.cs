using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class FieldTypeDetectorTests
{
    [Theory]
    [InlineData("age", "30,41,52,30", FieldType.Number)]
    [InlineData("visits", "0,1,1,0", FieldType.Number)]
    [InlineData("is_customer", "0,1,1,0", FieldType.Boolean)]
    [InlineData("Weekend", "TRUE,FALSE,TRUE", FieldType.Boolean)]
    [InlineData("loan", "yes,no,unknown,no", FieldType.Boolean)]
    [InlineData("Region", "1,9,3,1", FieldType.Category)]
    [InlineData("OperatingSystems", "1,2,2,8", FieldType.Category)]
    [InlineData("Browser", "1,2,10", FieldType.Category)]
    [InlineData("TrafficType", "1,20,3", FieldType.Category)]
    [InlineData("nr.employed", "5191,5228.1,4963.6", FieldType.Number)]
    [InlineData("month", "may,jun,may,mar", FieldType.Category)]
    [InlineData("code", "007,012,100", FieldType.Category)]
    [InlineData("anything", "007,012,100", FieldType.Category)]
    [InlineData("street_number", "5,17,211", FieldType.Category)]
    [InlineData("number of employees", "5,17,211", FieldType.Number)]
    [InlineData("date_of_birth", "19081209,19990219,19300213", FieldType.Date)]
    [InlineData("created", "2026-01-02,2026-02-03", FieldType.Date)]
    [InlineData("created", "45292,45293.25", FieldType.Date)]
    [InlineData("price", "$5.00,$1250.00,n/a", FieldType.Number)]
    [InlineData("comment", "", FieldType.Text)]
    public void Detect_NameAndValues_GivesTheType(string name, string values, FieldType expected) =>
        Assert.Equal(expected, FieldTypeDetector.Detect(name, values.Split(',')));

    [Fact]
    public void Detect_LongSentences_AreText() =>
        Assert.Equal(
            FieldType.Text,
            FieldTypeDetector.Detect(
                "notes",
                [
                    .. Enumerable
                        .Range(0, 50)
                        .Select(i =>
                            $"Called {i} times, asked for an offer and a second meeting next week with the board."
                        ),
                ]
            )
        );

    [Fact]
    public void Detect_AWordPerRow_IsText() =>
        Assert.Equal(
            FieldType.Text,
            FieldTypeDetector.Detect("street", [.. Enumerable.Range(0, 200).Select(i => $"{i} Main Street")])
        );

    [Fact]
    public void Detect_FewTypingErrorsAmongNumbers_StayNumbers()
    {
        List<string> values =
        [
            .. Enumerable.Range(1, 100).Select(i => i.ToString(CultureInfo.InvariantCulture)),
            "12O",
            "about 5",
        ];

        Assert.Equal(FieldType.Number, FieldTypeDetector.Detect("score", values));
    }

    [Fact]
    public void Detect_LongIdentifiersUsedOnce_AreText() =>
        Assert.Equal(
            FieldType.Text,
            FieldTypeDetector.Detect(
                "barcode",
                [.. Enumerable.Range(0, 100).Select(i => (400_638_133_000 + i).ToString(CultureInfo.InvariantCulture))]
            )
        );

    /// <summary>Each person stands in the file a few times: the number is still no group.</summary>
    [Theory]
    [InlineData("soc_sec_id", 6_000_000, FieldType.Text)]
    [InlineData("store_id", 100, FieldType.Category)]
    public void Detect_IdOfSeveralRowsEach_DependsOnItsLength(string name, int from, FieldType expected) =>
        Assert.Equal(
            expected,
            FieldTypeDetector.Detect(
                name,
                [.. Enumerable.Range(0, 400).Select(i => (from + (i / 4)).ToString(CultureInfo.InvariantCulture))]
            )
        );

    [Fact]
    public void SuggestMissing_999FarFromTheRest_IsASentinel()
    {
        var values = Enumerable
            .Repeat("999", 90)
            .Concat(Enumerable.Range(0, 10).Select(i => i.ToString(CultureInfo.InvariantCulture)))
            .ToList();

        var suggestion = Assert.Single(MissingTokens.Suggest(0, "pdays", values));

        Assert.Equal(("999", 90, true), (suggestion.Token, suggestion.Count, suggestion.IsLikely));
        Assert.Contains("between 0 and 9", suggestion.Evidence.English(), StringComparison.Ordinal);
    }

    [Fact]
    public void SuggestMissing_999WithinTheRange_IsANumber()
    {
        var values = Enumerable
            .Range(0, 2_000)
            .Select(i => i.ToString(CultureInfo.InvariantCulture))
            .Concat(["999", "999", "999", "999"])
            .ToList();

        Assert.Empty(MissingTokens.Suggest(0, "amount", values));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("未知")]
    [InlineData("不明")]
    [InlineData("不详")]
    [InlineData("不詳")]
    public void Suggest_UsualWordOfAnyLanguage_IsChosenWithoutAsking(string word)
    {
        var suggestion = Assert.Single(MissingTokens.Suggest(0, "job", ["admin.", word, "services", word]));

        Assert.Equal((word, 2, true), (suggestion.Token, suggestion.Count, suggestion.IsLikely));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("无")]
    [InlineData("無")]
    public void Suggest_WordThatMayBeAnAnswer_IsProposedOnly(string word)
    {
        var suggestion = Assert.Single(MissingTokens.Suggest(0, "loan", ["car", word, "house", word]));

        Assert.Equal((word, false), (suggestion.Token, suggestion.IsLikely));
    }

    [Fact]
    public void SuggestMissing_UsualWords_AreFoundAndDoubtfulOnesNotChosen()
    {
        var suggestions = MissingTokens.Suggest(0, "allergy", ["Unknown", "unknown", "none", "nuts", "Select"]);

        Assert.Equal(
            [("Unknown", 2, true), ("none", 1, false), ("Select", 1, true)],
            suggestions.Select(s => (s.Token, s.Count, s.IsLikely))
        );
    }
}
