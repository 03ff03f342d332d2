using System.Globalization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// An amount counts only in the money of the company; in other money it stays as its text, and is told.
/// </summary>
public sealed class AmountCurrencyTests
{
    [Theory]
    [InlineData("EUR", "€ 1.250,50", "1250.50")]
    [InlineData("EUR", "980", "980")]
    [InlineData("EUR", "0 USD", "0")]
    [InlineData("INR", "₹1,23,456.00", "123456")]
    [InlineData("INR", "Rs. 12,34,567", "1234567")]
    [InlineData("BRL", "R$ 1.234,56", "1234.56")]
    [InlineData("USD", "US$1,250.00", "1250")]
    [InlineData("CAD", "$900", "900")]
    [InlineData("DKK", "1 250 kr", "1250")]
    [InlineData("PLN", "1 250 zł", "1250")]
    [InlineData("JPY", "¥5000", "5000")]
    public async Task Import_AmountInTheCompanysMoney_IsTheValue(string company, string cell, string expected)
    {
        var file = await ImportAsync("Deal Value", cell, company);

        Assert.All(
            file.Leads,
            lead => Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), lead.Lead.ValueAmount)
        );
        Assert.Empty(file.Warnings);
    }

    [Theory]
    [InlineData("EUR", "₹1,23,456.00", "INR")]
    [InlineData("EUR", "R$ 1.234,56", "BRL")]
    [InlineData("EUR", "$35k", "USD")]
    [InlineData("USD", "A$ 900", "AUD")]
    [InlineData("EUR", "1 250 zł", "PLN")]
    [InlineData("EUR", "(£1,000.00)", "GBP")]
    [InlineData("EUR", "-$5.50", "USD")]
    [InlineData("EUR", "1,250.00 CHF", "CHF")]
    public async Task Import_AmountInOtherMoney_IsKeptAsTextAndTold(string company, string cell, string code)
    {
        var file = await ImportAsync("Deal Value", cell, company);

        Assert.All(file.Leads, lead => Assert.Null(lead.Lead.ValueAmount));
        Assert.All(
            file.Leads,
            lead => Assert.Equal(cell, LeadAttributes.Parse(lead.Lead.AttributesJson)["Deal Value"])
        );
        Assert.All(
            file.Warnings,
            warning => Assert.Equal([cell, "Deal Value", code, company], warning.Reason.Values.Cast<string>())
        );
        var note = Assert.Single(file.Cells.Notes);
        Assert.Equal(("Deal Value", CellNote.OtherCurrency, 3), (note.Header, note.Note, note.Count));
        Assert.Equal(0, file.Cells.LeftOut);
    }

    [Theory]
    [InlineData("Deal Value (USD)", "USD")]
    [InlineData("Expected Revenue in INR", "INR")]
    [InlineData("Budget £", "GBP")]
    [InlineData("amount_usd", "USD")]
    public async Task Import_CurrencyInTheNameOfTheColumn_IsThatOfItsAmounts(string header, string code)
    {
        var counted = await ImportAsync(header, "1250", code);
        var other = await ImportAsync(header, "1250", "SEK");

        Assert.Equal(TargetField.Value, counted.TargetOf(header));
        Assert.All(counted.Leads, lead => Assert.Equal(1250m, lead.Lead.ValueAmount));
        Assert.All(other.Leads, lead => Assert.Null(lead.Lead.ValueAmount));
        Assert.Equal(3, other.Cells.Notes.Single(note => note.Note == CellNote.OtherCurrency).Count);
    }

    [Fact]
    public async Task Import_CurrencyInAColumnOfItsOwn_DecidesRowByRow()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,Amount,Currency\nAnn,ann@x.com,100,EUR\nBob,bob@x.com,200,USD\nCid,cid@x.com,300,\n"
            ),
            currency: "EUR"
        );

        Assert.Equal([100m, null, 300m], file.Leads.Select(lead => lead.Lead.ValueAmount));
        Assert.Equal("200", LeadAttributes.Parse(file.Leads[1].Lead.AttributesJson)["Amount"]);
        Assert.Equal(
            ["EUR", "USD", null],
            file.Leads.Select(lead => LeadAttributes.Parse(lead.Lead.AttributesJson).GetValueOrDefault("Currency"))
        );
    }

    [Fact]
    public void Spend_InOtherMoney_IsRejectedWithItsReason()
    {
        var map = new ColumnMap
        {
            Kind = ImportKind.Spend,
            Columns =
            [
                new MappedColumn { Index = 0, Header = "Campaign", Target = TargetField.Campaign },
                new MappedColumn { Index = 1, Header = "Day", Target = TargetField.SpendDay },
                new MappedColumn { Index = 2, Header = "Cost", Target = TargetField.SpendAmount },
            ],
        };
        var parser = new SpendParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch, 1, "EUR"));

        Assert.Equal(5m, parser.Parse(Row("Spring", "2026-03-01", "€5")).Value?.SpendAmount);
        Assert.Equal(
            ImportMessages.NotOurCurrency,
            parser.Parse(Row("Spring", "2026-03-01", "$5")).Error?.Reason.Key
        );
    }

    [Theory]
    [InlineData("$5", "", "USD")]
    [InlineData("$5", "CAD", "CAD")]
    [InlineData("5", "GBP", "GBP")]
    [InlineData("5", "", null)]
    public void Deal_HasTheCurrencyOfItsAmount(string amount, string currency, string? expected)
    {
        var map = new ColumnMap
        {
            Kind = ImportKind.Deals,
            Columns =
            [
                new MappedColumn { Index = 0, Header = "Deal", Target = TargetField.DealName },
                new MappedColumn { Index = 1, Header = "Amount", Target = TargetField.DealAmount },
                new MappedColumn { Index = 2, Header = "Currency", Target = TargetField.Currency },
            ],
        };
        var parser = new DealParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch, 1, "EUR"));

        var deal = parser.Parse(Row("Pumps", amount, currency)).Value!;

        Assert.Equal((5m, expected), (deal.Amount!.Value, deal.Currency));
    }

    [Fact]
    public void Find_AmountsOfAFile_AreCountedByTheirMoney()
    {
        string[] header = ["Name", "Deal Value"];
        string[][] rows =
        [
            ["Ann", "$5"],
            ["Bob", "A$ 900"],
            ["Cid", "$1.2M"],
            ["Dan", "900"],
            ["Eve", "n/a"],
        ];
        var map = ColumnMap.Suggest(header, rows).Map;

        var found = AmountCurrencies.Find(map, new FileFormat(), rows, "EUR");

        Assert.Equal(["USD", "AUD"], found.Select(named => named.Code));
        Assert.Equal([2, 1], found.Select(named => named.Count));
        Assert.Equal(["$5", "$1.2M"], found[0].Examples);
        Assert.Equal("USD", AmountCurrencies.Offer(found, "EUR"));
        Assert.Null(AmountCurrencies.Offer(found, "USD"));
    }

    private static Task<TableText.Outcome> ImportAsync(string header, string cell, string company) =>
        TableText.ImportAsync(
            TableText.Utf8(
                $"Name;Email;{header}\nAnn Lee;ann@x.com;{cell}\nBob Ray;bob@x.com;{cell}\nCid Sol;cid@x.com;{cell}\n"
            ),
            currency: company
        );

    private static FileRow Row(params string[] cells) => new(0, 2, cells, null);
}
