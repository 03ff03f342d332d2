using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class SampleValuesTests
{
    private static readonly ColumnMap Outcomes = new()
    {
        Columns = [],
        Outcome = new OutcomeWords
        {
            WonValues = ["Signed"],
            LostValues = ["Gone"],
            OpenValues = ["Talking"],
        },
    };

    [Theory]
    [InlineData(TargetField.Created, "03/04/2026", "2026-04-03")]
    [InlineData(TargetField.Value, "1.234,50", "1234.50")]
    [InlineData(TargetField.Price, "€ 10", "10")]
    [InlineData(TargetField.Consent, "Ja", "true")]
    [InlineData(TargetField.Email, " Ann <Ann@X.COM>", "ann@x.com")]
    [InlineData(TargetField.Phone, "(030) 123-4567", "0301234567")]
    [InlineData(TargetField.Country, "Germany", "DE")]
    [InlineData(TargetField.Currency, "euro", "EUR")]
    [InlineData(TargetField.ActivityKind, "phone call", "Call")]
    [InlineData(TargetField.Outcome, "signed", "Won")]
    [InlineData(TargetField.Outcome, "Gone", "Lost")]
    [InlineData(TargetField.Company, "Acme   Ltd", "Acme Ltd")]
    [InlineData(TargetField.Ignore, "what ever", "what ever")]
    public void Of_Cell_IsShownAsItIsRead(TargetField target, string raw, string expected)
    {
        var value = Read(target, raw);

        Assert.Equal((SampleState.Taken, expected), (value.State, value.Parsed));
    }

    [Theory]
    [InlineData(TargetField.Created, "soon")]
    [InlineData(TargetField.DealAmount, "many")]
    [InlineData(TargetField.IsActive, "perhaps")]
    [InlineData(TargetField.Currency, "pounds")]
    [InlineData(TargetField.ActivityKind, "dance")]
    [InlineData(TargetField.Outcome, "maybe")]
    public void Of_CellThatCannotBeRead_IsBadWithItsReason(TargetField target, string raw)
    {
        var value = Read(target, raw);

        Assert.Equal((SampleState.Bad, ""), (value.State, value.Parsed));
        Assert.Contains($"'{raw}'", value.Reason.English(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Column_GivesItsFirstDifferentValues()
    {
        var column = new MappedColumn
        {
            Index = 0,
            Header = "x",
            Target = TargetField.Custom,
            Type = FieldType.Number,
            MissingTokens = ["Select"],
        };
        string[][] rows =
        [
            ["1"],
            [""],
            ["1"],
            ["Select"],
            ["2"],
            [],
            ["3"],
            ["many"],
            ["4"],
        ];

        var values = SampleValues.Read(column, Outcomes, new FileFormat(), rows);

        Assert.Equal(["1", "Select", "2", "3", "many"], values.Select(value => value.Raw));
        Assert.Equal(
            [SampleState.Taken, SampleState.Missing, SampleState.Taken, SampleState.Taken, SampleState.Bad],
            values.Select(value => value.State)
        );
    }

    [Fact]
    public void Of_LateMissingAndUnreadableCells_AreAmongTheFive()
    {
        var column = new MappedColumn
        {
            Index = 0,
            Header = "x",
            Target = TargetField.Custom,
            Type = FieldType.Number,
            MissingTokens = ["TBD"],
        };
        string[][] rows =
        [
            .. Enumerable
                .Range(1, 8)
                .Select(i => new[] { i.ToString(System.Globalization.CultureInfo.InvariantCulture) }),
            ["many"],
            ["tbd"],
            ["1"],
        ];

        Assert.Equal(
            ["1", "2", "3", "tbd", "many"],
            SampleValues.Read(column, Outcomes, new FileFormat(), rows).Select(value => value.Raw)
        );
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            SampleValues
                .Read(column with { Type = FieldType.Category, MissingTokens = [] }, Outcomes, new FileFormat(), rows)
                .Select(value => value.Raw)
        );
    }

    private static SampleValue Read(TargetField target, string raw)
    {
        var column = new MappedColumn
        {
            Index = 0,
            Header = "x",
            Target = target,
        };
        return Assert.Single(
            SampleValues.Read(
                column,
                Outcomes,
                new FileFormat { DateOrder = DateOrder.DayFirst, DecimalSeparator = ',' },
                [
                    [raw],
                ]
            )
        );
    }

    [Theory]
    [InlineData(TargetField.Value, SampleState.Taken, "US$ 900")]
    [InlineData(TargetField.DealAmount, SampleState.Taken, "900")]
    [InlineData(TargetField.SpendAmount, SampleState.Bad, "")]
    public void Read_AmountInOtherMoney_IsShownAsTheImportTakesIt(TargetField target, SampleState state, string parsed)
    {
        MappedColumn column = new() { Index = 0, Header = "Amount", Target = target };

        var values = SampleValues.Read(
            column,
            new ColumnMap { Columns = [column] },
            new FileFormat(),
            [["US$ 900"], ["€ 1.250,00"]],
            currency: "EUR"
        );

        Assert.Equal((state, parsed), (values[0].State, values[0].Parsed));
    }
}
