using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed partial class ImportSentencesTests
{
    private static readonly ResourceManager Chinese = new(
        typeof(ImportSentences).FullName!,
        typeof(ImportSentences).Assembly
    );
    private static readonly CultureInfo China = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Keys_Each_HasAChineseTextWithTheSamePlaceholders()
    {
        var texts = Chinese.GetResourceSet(China, createIfNotExists: true, tryParents: false)!;
        foreach (var key in ImportSentences.Keys)
        {
            var text = texts.GetString(key);
            Assert.True(text is not null, $"No Chinese text for: {key}");
            Assert.Equal(Placeholders(key), Placeholders(text));
        }
    }

    [Fact]
    public void TryTakeApart_EverySentence_GivesKeyAndArgumentsBack()
    {
        foreach (var key in ImportSentences.Keys)
        {
            var arguments = Placeholders(key).Select((_, i) => $"value {i}").ToArray();

            Assert.True(
                ImportSentences.TryTakeApart(
                    string.Format(CultureInfo.InvariantCulture, key, [.. arguments]),
                    out var found,
                    out var taken
                ),
                key
            );
            Assert.Equal(key, found);
            Assert.Equal(arguments, taken);
        }
    }

    [Fact]
    public void Localize_SentenceWithinASentence_IsTranslatedToo()
    {
        var text = ImportErrors
            .BrokenHeader(
                "Line 1, column 2: text follows a closing quote. Expected the delimiter or the end of the line; "
                    + "double a quote that is part of the text."
            )
            .Message;

        Assert.Equal(
            "无法读取表头。第 1 行第 2 列：闭合引号之后还有文本，应为分隔符或行尾。属于文本的引号请写成两个引号。",
            InChinese(text)
        );
        Assert.Equal(
            "文件内容是PDF 文档。应为 CSV、TSV、Excel 工作簿或 JSON 格式的表格。请以其中一种格式导出后再上传。",
            InChinese(ImportErrors.NotATable("a PDF document").Message)
        );
    }

    [Fact]
    public void Localize_ForeignText_ComesBackAsItIs() =>
        Assert.Equal("Something else.", ImportSentences.Localize("Something else.", (key, _) => "?" + key));

    [Fact]
    public async Task Localize_EverythingSaidAboutMessyFiles_IsKnown()
    {
        var said = new List<string>();
        foreach (var bytes in MessyFileTests.Imported.Concat(MessyFileTests.Refused).Select(row => (byte[])row[1]))
        {
            var outcome = await TableText.ImportAsync(new MemoryStream(bytes));
            said.AddRange(outcome.Errors.Select(e => e.Reason));
            said.AddRange([
                .. outcome.Format?.Evidence ?? [],
                .. outcome.Notes,
                .. outcome.Map?.Warnings() ?? [],
                .. outcome.Map?.Columns.Select(c => c.Evidence).Where(e => e.Length > 0) ?? [],
            ]);
            said.AddRange(outcome.Message is { } message ? [message] : []);
        }

        Assert.True(said.Distinct(StringComparer.Ordinal).Count() > 60);
        Assert.All(said, text => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", InChinese(text)));
    }

    [Fact]
    public void Localize_EverythingSaidAboutAMap_IsKnown()
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

        string[] said =
        [
            .. suggestion.Leaks.Select(l => l.Reason),
            .. suggestion.Missing.Select(m => m.Evidence),
            .. suggestion.Evidence,
            .. suggestion.Map.Warnings(),
            .. errors.Select(e => e.Message),
        ];

        Assert.True(said.Length >= 12);
        Assert.All(said, text => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", InChinese(text)));
    }

    private static string InChinese(string text) =>
        ImportSentences.Localize(
            text,
            (key, arguments) => string.Format(China, Chinese.GetString(key, China)!, arguments)
        );

    private static List<string> Placeholders(string text) =>
        [
            .. Placeholder()
                .Matches(text)
                .Select(m => m.Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
