using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class ImportWordingTests
{
    [Fact]
    public async Task Chinese_EverythingSaidAboutMessyFiles_IsChinese()
    {
        var said = new List<Message>();
        foreach (var bytes in MessyFileTests.Imported.Concat(MessyFileTests.Refused).Select(row => (byte[])row[1]))
        {
            var outcome = await TableText.ImportAsync(new MemoryStream(bytes));
            said.AddRange(outcome.Errors.Select(e => e.Reason));
            said.AddRange([
                .. outcome.Format?.Evidence ?? [],
                .. outcome.Notes,
                .. outcome.Map?.Warnings() ?? [],
                .. outcome.Map?.Columns.Select(c => c.Evidence).OfType<Message>() ?? [],
            ]);
            said.AddRange(outcome.Said is { } message ? [message] : []);
        }

        Assert.True(said.Select(message => message.English()).Distinct(StringComparer.Ordinal).Count() > 60);
        Assert.All(said, message => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", message.Chinese()));
    }

    [Fact]
    public void Chinese_EverythingSaidAboutAMap_IsChinese()
    {
        var rows = Enumerable
            .Range(0, 60)
            .Select(i =>
                new[]
                {
                    i % 2 == 0 ? "Won"
                    : i % 3 == 0 ? "Open"
                    : "Lost",
                    i % 2 == 0 ? "800" : "999",
                    "unknown",
                    i % 7 == 0 ? "3" : "999",
                    "a@x.com",
                }
            )
            .ToList();
        var suggestion = ColumnMap.Suggest(["Stage", "duration", "email", "pdays", "e-mail"], rows);
        var errors = new[] { ImportKind.Activities, ImportKind.Spend, ImportKind.Leads }.SelectMany(kind =>
            new ColumnMap
            {
                Kind = kind,
                Columns = [.. suggestion.Map.Columns.Select(c => c with { Target = TargetField.Outcome })],
            }.Validate()
        );

        Message[] said =
        [
            .. suggestion.Leaks.Select(l => l.Reason),
            .. suggestion.Missing.Select(m => m.Evidence),
            .. suggestion.Evidence,
            .. suggestion.Map.Warnings(),
            .. errors.Select(e => e.Message),
        ];

        Assert.True(said.Length >= 12);
        Assert.All(said, message => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", message.Chinese()));
    }
}
