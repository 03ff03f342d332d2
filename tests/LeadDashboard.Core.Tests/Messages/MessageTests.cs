using System.Text.Json;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Tests.Messages;

public sealed class MessageTests
{
    public static TheoryData<object> Values =>
        [
            "text with \"quotes\", | and 中文",
            7L,
            long.MinValue,
            0.1,
            1.0,
            double.NaN,
            double.PositiveInfinity,
            79228162514264337593543950335m,
            0.10m,
            true,
            false,
            new DateTime(2026, 3, 31, 23, 59, 58, 123, DateTimeKind.Utc),
            new Message("import.field-email"),
            new Message("import.broken-header", new Message("import.ragged", 3, 2, 5)),
            Message.List("a", new Message("import.field-email"), 3),
            Message.Verbatim("{\"key\":"),
        ];

    [Theory]
    [MemberData(nameof(Values))]
    public void FromStored_AnyValue_ComesBackEqual(object value)
    {
        var message = new Message("area.name", value, "end");

        var read = Message.FromStored(message.ToJson());

        Assert.Equal(message, read);
        Assert.Equal(message.Values[0].GetType(), read!.Values[0].GetType());
    }

    [Fact]
    public void FromStored_DecimalsAndInstants_KeepScaleAndKind()
    {
        var read = Message.FromStored(
            new Message("area.name", 0.10m, new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc)).ToJson()
        )!;

        Assert.Equal("0.10", ((decimal)read.Values[0]).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)read.Values[1]).Kind);
    }

    [Theory]
    [InlineData("Line 3 does not fit the header.")]
    [InlineData("Scored {0} of {1} leads|5|10")]
    [InlineData("{\"key\":")]
    [InlineData("{\"key\":null}")]
    [InlineData("{\"key\":\"a.b\",\"values\":[[1]]}")]
    [InlineData("{ not JSON")]
    public void FromStored_TextOfAnOlderVersionOrDamaged_IsVerbatim(string stored) =>
        Assert.Equal(Message.Verbatim(stored), Message.FromStored(stored));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void FromStored_Nothing_IsNull(string? stored) => Assert.Null(Message.FromStored(stored));

    [Fact]
    public void Constructor_ValueThatIsNoWordOrNumber_Throws() =>
        Assert.Throws<ArgumentException>(() => new Message("import.wrong-target", TargetField.Email));

    [Fact]
    public void ToJson_ChineseText_StaysReadable() =>
        Assert.Equal("{\"key\":\"a.b\",\"values\":[\"中文\",1]}", new Message("a.b", "中文", 1).ToJson());

    [Fact]
    public void KeyOf_EnumValue_IsLowerCaseWithDashes() =>
        Assert.Equal("import.field-won-amount", Message.KeyOf("import.field", TargetField.WonAmount));

    [Fact]
    public void FromJson_MapOfAnOlderVersion_KeepsItsSentencesVerbatim()
    {
        var map = new ColumnMap
        {
            Columns =
            [
                new MappedColumn
                {
                    Index = 0,
                    Header = "a",
                    Target = TargetField.Custom,
                    Evidence = new Message("import.by-name"),
                    ExcludedReason = new Message("import.left-out-by-hand"),
                },
            ],
        };
        var json = map.ToJson();
        var old = json.Replace("{\"key\":\"import.by-name\"}", "\"\"", StringComparison.Ordinal)
            .Replace("{\"key\":\"import.left-out-by-hand\"}", "\"known only after\"", StringComparison.Ordinal);

        var column = ColumnMap.FromJson(old).Columns[0];

        Assert.NotEqual(json, old);
        Assert.Null(column.Evidence);
        Assert.Equal(Message.Verbatim("known only after"), column.ExcludedReason);
        Assert.Equal(map.Columns[0].Evidence, ColumnMap.FromJson(json).Columns[0].Evidence);
        Assert.Throws<JsonException>(() => ColumnMap.FromJson("null"));
    }
}
