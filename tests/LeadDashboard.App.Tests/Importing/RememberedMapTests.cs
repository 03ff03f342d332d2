using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>A map that an earlier file left is a suggestion: what the new file shows against it is asked.</summary>
public sealed class RememberedMapTests : IDisposable
{
    private const string Header = "Prospect,Mail,Budget Range,Status,Signup\n";
    private static readonly string[] Budgets = ["low", "mid", "high"];

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Open_SameHeaderAndSameKindOfValues_AsksNothing() =>
        Assert.Empty(await QuestionsAsync(Rows(i => Budgets[i % 3]), Rows(i => Budgets[i % 2])));

    [Fact]
    public async Task Open_WordsThatAreNumbersNow_AsksForTheTypeUntilItIsCorrected()
    {
        var questions = await QuestionsAsync(Rows(i => Budgets[i % 3]), Rows(i => $"{1500 * i}"));

        var question = Assert.Single(questions);
        Assert.Equal((ImportMessages.TypeChanged, "Budget Range"), (question.Key, question.Values[0]));
        var staged = (await _app.StageAsync(Rows(i => $"{1500 * i}"))).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        var corrected = opened.Map.WithColumn(2, column => column with { Type = FieldType.Number });
        Assert.Empty(
            MapContradictions.Find(
                corrected,
                opened.Suggestion.Map,
                opened.Format,
                opened.EarlierFormat!,
                opened.Sample
            )
        );
    }

    [Fact]
    public async Task Open_NumbersThatAreWordsNow_AsksForTheType()
    {
        var question = Assert.Single(
            await QuestionsAsync(Rows(i => $"{1500 * i}"), Rows(i => Budgets[i % 3]))
        );

        Assert.Equal(ImportMessages.TypeChanged, question.Key);
    }

    [Fact]
    public async Task Open_OutcomeWordThatTheMapDoesNotKnow_IsAsked()
    {
        var question = Assert.Single(
            await QuestionsAsync(
                Rows(i => Budgets[i % 3]),
                Rows(i => Budgets[i % 3]).Replace(",lost,", ",Verschoben,", StringComparison.Ordinal)
            )
        );

        Assert.Equal((ImportMessages.OutcomeWordsNew, "'Verschoben'"), (question.Key, question.Values[0]));
    }

    [Fact]
    public async Task Open_DatesInAnotherOrder_AreAsked()
    {
        var question = Assert.Single(
            await QuestionsAsync(Rows(i => Budgets[i % 3]), Rows(i => Budgets[i % 3], i => $"01/{i + 10}/2026"))
        );

        Assert.Equal(ImportMessages.DateOrderChanged, question.Key);
    }

    private static string Rows(Func<int, string> budget, Func<int, string>? day = null) =>
        Header
        + string.Concat(
            Enumerable
                .Range(1, 12)
                .Select(i =>
                    $"Rem {i},rem{i}@mail.example,{budget(i)},{(i % 2 == 0 ? "won" : "lost")},"
                    + $"{day?.Invoke(i) ?? $"{i + 10}/01/2026"}\n"
                )
        );

    /// <summary>What is asked about the second file after the first one was imported as suggested.</summary>
    private async Task<IReadOnlyList<Core.Messages.Message>> QuestionsAsync(string first, string second)
    {
        await _app.ImportAsync(first);
        var staged = (await _app.StageAsync(second)).Value!;
        return (await _app.Get<StagedFiles>().FindAsync(staged.Id, ImportSteps.Admin)).Value!.Questions;
    }
}
