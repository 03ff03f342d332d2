using System.Globalization;
using LeadDashboard.Core.Matching.Blocking;
using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class MatchTableBuilderTests
{
    private static readonly MatchField[] Fields =
    [
        new("Name", MatchKind.FullName),
        new("City", MatchKind.Text),
        new("Phone", MatchKind.Phone),
    ];

    [Fact]
    public void Build_FilledFieldsOnly_HoldsTheirNormalForms()
    {
        var builder = new MatchTableBuilder(Fields);
        builder.Add(["Berg, Anna", " ", "030 1234567"]);
        builder.Add(["ANNA BERG", null, null]);
        builder.Add([null, "", "+49 30 1234567"]);

        var table = builder.Build(builder.FilledFields);

        Assert.Equal([Fields[0], Fields[2]], table.Fields);
        Assert.Equal(["anna berg", "anna berg", ""], Enumerable.Range(0, 3).Select(row => table.Value(row, 0)));
        Assert.Equal(table.Id(0, 0), table.Id(1, 0));
        Assert.Equal([1, 2], table.Counts[0]);
        Assert.Equal("", table.Value(1, 1));
    }

    [Fact]
    public void Add_ManyRowsBeyondTheCapacity_KeepsThemAll()
    {
        var builder = new MatchTableBuilder(Fields, 1);
        var texts = Enumerable
            .Range(0, 70_000)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"person{i % 50_000}"))
            .ToArray();
        foreach (var text in texts)
        {
            builder.Add([text, null, null]);
        }

        var table = builder.Build(Fields);

        Assert.Equal(70_000, table.RowCount);
        Assert.All(Enumerable.Range(0, 70_000), row => Assert.Equal(texts[row], table.Value(row, 0)));
        Assert.Equal(50_001, table.Counts[0].Length);
    }

    [Fact]
    public void Add_TextLongerThanABlock_KeepsWhatFits()
    {
        var values = new MatchValues();

        Assert.Equal(1, values.Number(new string('a', 100_000)));
        Assert.Equal(2, values.Number("b"));
        Assert.Equal(1, values.Number(new string('a', 90_000)));
        Assert.Equal(char.MaxValue, values[1].Length);
        Assert.Equal("b", values[2].ToString());
    }

    [Fact]
    public void Add_WrongNumberOfTexts_SaysWhatIsExpected() =>
        Assert.Contains(
            "2 texts for 3 fields",
            Assert.Throws<ArgumentException>(() => new MatchTableBuilder(Fields).Add(["a", "b"])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void KeyNumbers_ManyKeysTwice_GetOneNumberEachInTheirOrder()
    {
        var numbers = new KeyNumbers();
        for (var round = 0; round < 2; round++)
        {
            Assert.All(Enumerable.Range(0, 20_000), i => Assert.Equal(i + 1, numbers.NumberOf(((long)i << 32) - i)));
            Assert.Equal(20_000, numbers.Count);
        }

        numbers.Clear();
        Assert.Equal(1, numbers.NumberOf(0));
    }
}
