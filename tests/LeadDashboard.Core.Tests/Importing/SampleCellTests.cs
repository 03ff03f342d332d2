using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class SampleCellTests
{
    private static readonly FileFormat German = new() { DecimalSeparator = ',', DateOrder = DateOrder.DayFirst };

    [Theory]
    [InlineData(TargetField.Custom, FieldType.Number, "1.234,50", "1234.50")]
    [InlineData(TargetField.Custom, FieldType.Date, "03.02.2026", "2026-02-03")]
    [InlineData(TargetField.Created, FieldType.Date, "03.02.2026", "2026-02-03")]
    [InlineData(TargetField.Value, FieldType.Number, "1.000,5", "1000.5")]
    [InlineData(TargetField.Consent, FieldType.Boolean, "ja", "true")]
    [InlineData(TargetField.Email, FieldType.Text, " Anna@Example.COM", "anna@example.com")]
    [InlineData(TargetField.Country, FieldType.Category, "Germany", "DE")]
    [InlineData(TargetField.Company, FieldType.Text, "Berg   AG", "Berg AG")]
    public void Read_Value_IsShownAsItWillBeStored(TargetField target, FieldType type, string raw, string shown) =>
        Assert.Equal((shown, SampleCellState.Value), (SampleCell.Read(Column(target, type), German, raw).Shown, SampleCell.Read(Column(target, type), German, raw).State));

    [Fact]
    public void Read_OwnWord_IsMissing() =>
        Assert.Equal(SampleCellState.Missing, SampleCell.Read(Column(TargetField.Custom, FieldType.Category) with { MissingTokens = ["keine Angabe"] }, German, "Keine Angabe").State);

    [Fact]
    public void Read_NoNumber_IsUnreadable() =>
        Assert.Equal(new SampleCell("many", "many", SampleCellState.Unreadable), SampleCell.Read(Column(TargetField.Custom, FieldType.Number), German, "many"));

    [Fact]
    public void Of_LateMissingAndUnreadableCells_AreAmongTheFive()
    {
        string[][] rows = [.. Enumerable.Range(1, 8).Select(i => new[] { i.ToString(System.Globalization.CultureInfo.InvariantCulture) }), ["many"], ["tbd"], ["1"]];

        var cells = SampleCell.Of(Column(TargetField.Custom, FieldType.Number) with { MissingTokens = ["TBD"] }, German, rows);

        Assert.Equal(["1", "2", "3", "tbd", "many"], cells.Select(cell => cell.Raw));
        Assert.Equal(["1", "2", "3", "4", "5"], SampleCell.Of(Column(TargetField.Custom, FieldType.Category), German, rows).Select(cell => cell.Raw));
    }

    private static MappedColumn Column(TargetField target, FieldType type) => new() { Index = 0, Header = "column", Target = target, Type = type };
}
