using System.Reflection;
using System.Text.RegularExpressions;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Results;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Messages;

/// <summary>Every key has its words in both languages, and no words are left without a key.</summary>
public sealed partial class MessageTextsTests
{
    public static TheoryData<string> Areas => [.. MessageTexts.Areas];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Keys_OfAnArea_HaveEnglishAndChineseWithTheSamePlaceholders(string area)
    {
        var keys = Used().Where(key => key.StartsWith(area + ".", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            var english = MessageTexts.PatternOf(key, Wording.EnglishCulture);
            var chinese = MessageTexts.PatternOf(key, Wording.ChineseCulture);
            Assert.False(string.IsNullOrEmpty(english), $"{key} has no English text.");
            Assert.False(string.IsNullOrEmpty(chinese), $"{key} has no Chinese text.");
            Assert.Equal(Placeholders(english), Placeholders(chinese));
        }
    }

    [Theory]
    [MemberData(nameof(Areas))]
    public void Texts_OfAnArea_AreAllUsedAndChinese(string area)
    {
        var used = Used();
        var english = MessageTexts.KeysOf(area, System.Globalization.CultureInfo.InvariantCulture);
        var chinese = MessageTexts.KeysOf(area, Wording.ChineseCulture);

        Assert.Empty(english.Except(used));
        Assert.Empty(chinese.Except(used));
        Assert.All(
            chinese,
            key =>
                Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", MessageTexts.PatternOf(key, Wording.ChineseCulture) ?? "")
        );
    }

    [Fact]
    public void Used_EveryArea_IsRegistered() =>
        Assert.Empty(Used().Select(key => key.Split('.')[0]).Distinct().Except(MessageTexts.Areas));

    [Fact]
    public void Say_MessageWithinAMessage_IsWordedInTheSameLanguage()
    {
        var refusal = ImportErrors.BrokenHeader(new Message(ImportMessages.TextAfterQuote, 1, 2));

        Assert.Equal(
            "The header cannot be read. Line 1, column 2: text follows a closing quote. Expected the delimiter or the "
                + "end of the line; double a quote that is part of the text.",
            refusal.Message.English()
        );
        Assert.Equal(
            "无法读取表头。第 1 行第 2 列：闭合引号之后还有文本，应为分隔符或行尾。属于文本的引号请写成两个引号。",
            refusal.Message.Chinese()
        );
        Assert.Equal(
            "文件内容是PDF 文档。应为 CSV、TSV、Excel 工作簿或 JSON 格式的表格。请以其中一种格式导出后再上传。",
            ImportErrors.NotATable(new Message(ImportMessages.PdfDocument)).Message.Chinese()
        );
    }

    [Fact]
    public void Say_ListAndNumbers_FollowTheLanguage()
    {
        var list = Message.List(new Message("import.activity-call"), "x");

        Assert.Equal(("Call, x", "电话、x"), (list.English(), list.Chinese()));
        Assert.Equal(
            "The header has more than 16,384 columns, the most a file may have. Check the delimiter, or leave columns "
                + "out.",
            ImportErrors.TooManyColumns(16_384).Message.English()
        );
    }

    [Fact]
    public void Say_TextThatIsNoMessage_IsShownAsItStands()
    {
        const string Old = "The lead was changed after the import; it is kept.";

        Assert.Equal((Old, Old), (Wording.English(Old), Wording.Chinese(Old)));
        Assert.Equal("", MessageTexts.SayStored(null));
        Assert.Equal("no.such-key(3)", new Message("no.such-key", 3).English());
    }

    [Fact]
    public void ActivityKinds_AsTheyAreNamed_AreUnderstoodInAFile() =>
        Assert.All(
            ImportWords
                .ActivityKinds.Values.Cast<Message>()
                .SelectMany(kind => new[] { kind.English(), kind.Chinese() }),
            word => Assert.NotNull(ActivityWords.Kind(word))
        );

    /// <summary>Constants with the form of a key, refusals, and the words that are made from enumerations.</summary>
    private static HashSet<string> Used()
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static;
        var types = new[] { typeof(Message).Assembly, typeof(MessageTexts).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters && type != typeof(EventKinds))
            .ToList();
        var constants = types
            .SelectMany(type => type.GetFields(Any))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(text => KeyForm().IsMatch(text) && MessageTexts.Areas.Contains(text.Split('.')[0]));
        var refusals = types
            .Where(type => type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties(Any))
            .Where(property => property.PropertyType == typeof(Error))
            .Select(property => ((Error)property.GetValue(null)!).Code);
        var words = ImportWords.All.Concat(TrainingMessages.Stages).Select(word => word.Key);
        return [.. constants, .. refusals, .. words];
    }

    private static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1_000)]
    private static partial Regex Placeholder();
}
