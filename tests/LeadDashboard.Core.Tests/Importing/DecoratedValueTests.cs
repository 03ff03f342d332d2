using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// A column whose name is known stays what it is where its values carry what people and programs put around them.
/// </summary>
public sealed class DecoratedValueTests
{
    [Theory]
    [InlineData("₹1,23,456.00|Rs. 12,34,567|₹ 45,000|INR 2,50,000", "123456.00|1234567|45000|250000")]
    [InlineData("R$ 1.234,56|R$ 12.500,00|R$ 980,10|R$ 1.000.000,00", "1234.56|12500.00|980.10|1000000.00")]
    [InlineData("US$1,250.00|A$ 900|C$ 1,100.50|NZ$ 2,000", "1250.00|900|1100.50|2000")]
    [InlineData("$1.2M|$35k|$900|$2,000", "1200000|35000|900|2000")]
    [InlineData("1 250 zł|980 zł|12 000 zł", "1250|980|12000")]
    [InlineData("٢٥٠٠|١٢٥٠٫٥|٣٠٠٠", "2500|1250.5|3000")]
    [InlineData("１２５０|９８０．５|１，５００", "1250|980.5|1500")]
    public async Task Import_AmountWithItsCurrency_IsTheValue(string cells, string expected)
    {
        var file = await ImportAsync("Deal Value", cells);

        Assert.Equal(TargetField.Value, file.TargetOf("Deal Value"));
        Assert.Equal(
            expected.Split('|').Select(amount => decimal.Parse(amount, CultureInfo.InvariantCulture)),
            file.Leads.Select(lead => lead.Lead.ValueAmount!.Value)
        );
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData(",", "12.000|1.250|3.500", "05.03.2025|17.04.2025|28.11.2025", "12000|1250|3500")]
    [InlineData(",", "12.000|1.250|3.500", "03/05/2025|04/17/2025|11/28/2025", "12|1.25|3.5")]
    [InlineData(";", "12.000|1.250|3.500", "\"1.234,56\"|\"99,50\"|\"7,25\"", "12000|1250|3500")]
    [InlineData(",", "12.50|1.250|3.500", "05.03.2025|17.04.2025|28.11.2025", "12.5|1.25|3.5")]
    public async Task Import_PointBeforeThreeDigits_IsReadByItsNeighbours(
        string delimiter,
        string amounts,
        string neighbours,
        string expected
    )
    {
        var rows = amounts.Split('|').Zip(neighbours.Split('|'), (amount, other) => (amount, other));
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                string.Join(delimiter, "Name", "Email", "Deal Value", "Other")
                    + "\n"
                    + string.Concat(
                        rows.Select(
                            (row, i) => string.Join(delimiter, $"P {i}", $"p{i}@x.com", row.amount, row.other) + "\n"
                        )
                    )
            )
        );

        Assert.Equal(
            expected.Split('|').Select(amount => decimal.Parse(amount, CultureInfo.InvariantCulture)),
            file.Leads.Select(lead => lead.Lead.ValueAmount!.Value)
        );
    }

    [Theory]
    [InlineData("=\"01701234561\"|=\"01701234562\"", "01701234561|01701234562")]
    [InlineData("１３８００１３８０００|１３８００１３８００１", "13800138000|13800138001")]
    [InlineData("٠٥٠١٢٣٤٥٦٧|٠٥٠١٢٣٤٥٦٨", "0501234567|0501234568")]
    public async Task Import_WrappedPhone_IsThePhone(string cells, string expected)
    {
        var file = await ImportAsync("Phone", cells);

        Assert.Equal(TargetField.Phone, file.TargetOf("Phone"));
        Assert.Equal(expected.Split('|'), file.Leads.Select(lead => lead.Lead.Phone));
    }

    [Theory]
    [InlineData("tel:+1-415-555-0165", "+14155550165")]
    [InlineData("p:+14155550165", "+14155550165")]
    [InlineData("415.555.0165 (mobile)", "+14155550165")]
    public async Task Import_LabelledPhone_KeepsTheTextAndCanBeDialled(string cell, string e164)
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8($"Name,Phone,Country\nAnn Lee,{cell},United States\nBob Ray,{cell},United States\n")
        );

        Assert.Equal((cell, e164), (file.Leads[0].Lead.Phone!, file.Leads[0].Lead.PhoneE164!));
    }

    [Theory]
    [InlineData("5. Januar 2025|5. März 2025|5. Mai 2025|5. Okt. 2025|5. Dezember 2025", "1|3|5|10|12")]
    [InlineData("5 enero 2025|5 de agosto de 2025|5 diciembre 2025", "1|8|12")]
    [InlineData("5 janv. 2025|5 févr. 2025|5 août 2025|5 déc. 2025", "1|2|8|12")]
    public async Task Import_NamedMonth_IsTheDay(string cells, string months)
    {
        var file = await ImportAsync("Created", cells);

        Assert.Equal(
            months.Split('|').Select(month => $"2025-{month.PadLeft(2, '0')}-05"),
            file.Leads.Select(lead => DateText.Format(lead.Lead.CreatedUtc))
        );
        Assert.All(file.Leads, lead => Assert.True(lead.Lead.IsCreatedKnown));
    }

    [Fact]
    public async Task Import_ZoneBehindTheTime_IsRead()
    {
        const string Cells =
            "2026-03-08 01:30:00 -0500|2026-03-08T01:30:00-05:00|2026-03-08 06:30 UTC|2026-03-08 01:30 AM EST|"
            + "3/8/2026 1:30:00 AM -05:00|2026-03-08 07:30:00+01:00|2026-03-08 07:30 CET";

        var file = await ImportAsync("Created", Cells);

        Assert.All(file.Leads, lead => Assert.Equal("2026-03-08T06:30:00Z", DateText.Format(lead.Lead.CreatedUtc)));
    }

    [Fact]
    public async Task Import_WrappedCode_IsText()
    {
        var file = await ImportAsync("Zip", "=\"01061\"|=\"01067\"");

        Assert.Equal("01061", LeadAttributes.Parse(file.Leads[0].Lead.AttributesJson)["Zip"]);
    }

    private static Task<TableText.Outcome> ImportAsync(string header, string cells) =>
        TableText.ImportAsync(
            TableText.Utf8(
                $"Name,Email,{header}\n"
                    + string.Concat(
                        cells
                            .Split('|')
                            .Select((cell, i) => $"Ann Lee{(char)('a' + i)},ann{i}@x.com,{Quoted(cell)}\n")
                    )
            )
        );

    private static string Quoted(string cell) =>
        $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
