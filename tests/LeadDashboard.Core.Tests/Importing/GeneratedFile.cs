using System.Globalization;
using System.Text;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>What a generated cell stands for.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Value">What must come of it: decimal, DateTime (a day) or string; null = it must be told.</param>
internal sealed record PlantedCell(string Column, string Text, object? Value);

/// <summary>
/// A file as people export it: a shape of columns, the habits of a country, what stands around amounts, and some cells
/// that are in trouble. The same seed gives the same file.
/// </summary>
internal sealed record GeneratedFile(string Text, string Currency, IReadOnlyList<PlantedCell[]> Rows)
{
    /// <summary>United States, Britain, Germany, France, Switzerland, India, Brazil, Poland, and a program.</summary>
    private static readonly (string Dates, char Decimal, string Group, char Delimiter, string Money)[] Locales =
    [
        ("MM/dd/yyyy", '.', ",", ',', "USD"),
        ("dd/MM/yyyy", '.', ",", ',', "GBP"),
        ("dd.MM.yyyy", ',', ".", ';', "EUR"),
        ("dd/MM/yyyy", ',', " ", ';', "EUR"),
        ("dd.MM.yyyy", '.', "'", ';', "CHF"),
        ("dd-MM-yyyy", '.', "in", ',', "INR"),
        ("dd/MM/yyyy", ',', ".", ';', "BRL"),
        ("yyyy-MM-dd", ',', " ", ';', "PLN"),
        ("yyyy-MM-dd", '.', "", '\t', "EUR"),
    ];

    private static readonly Dictionary<string, (string Before, string Behind)[]> Marks = new(StringComparer.Ordinal)
    {
        ["USD"] = [("$", ""), ("US$", ""), ("USD ", ""), ("", " USD")],
        ["GBP"] = [("£", ""), ("£ ", ""), ("GBP ", "")],
        ["EUR"] = [("€ ", ""), ("", " €"), ("", " EUR"), ("€", "")],
        ["CHF"] = [("CHF ", ""), ("Fr. ", ""), ("", " CHF")],
        ["INR"] = [("₹", ""), ("₹ ", ""), ("Rs. ", ""), ("INR ", "")],
        ["BRL"] = [("R$ ", ""), ("R$", ""), ("BRL ", "")],
        ["PLN"] = [("", " zł"), ("", " PLN"), ("PLN ", "")],
    };

    /// <summary>Headers of name, e-mail, phone, company, city, created and value.</summary>
    private static readonly string[][] Shapes =
    [
        ["Name", "Email", "Phone", "Company", "City", "Created Date", "Deal Value"],
        ["Full Name", "E-mail", "Mobile Phone", "Company Name", "City", "Created At", "Amount"],
        ["Nome", "E-mail", "Telefone", "Empresa", "Cidade", "Criado em", "Budget"],
        ["Ansprechpartner", "E-Mail-Adresse", "Telefonnummer", "Firma", "Ort", "Erstellt am", "Expected Value"],
        ["contact_name", "email_address", "phone_number", "account_name", "city", "created_on", "expected_revenue"],
    ];

    private static readonly string[] Cities = ["Oslo", "Kiel", "Lyon", "Pune", "Recife", "Leeds", "Bern", "Lublin"];

    public static GeneratedFile Create(int seed, int rowCount)
    {
        var random = new Random(seed);
        var locale = Locales[seed % Locales.Length];
        var header = Shapes[random.Next(Shapes.Length)];
        var isDecorated = random.Next(3) > 0;
        var mark = Marks[locale.Money][random.Next(Marks[locale.Money].Length)];
        var isWrapped = random.Next(4) == 0;
        var trouble = random.Next(3) == 0 ? 0 : 0.03;
        var rows = Enumerable.Range(0, rowCount).Select(Row).ToList();
        var text = new StringBuilder();
        text.AppendJoin(locale.Delimiter, header).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin(locale.Delimiter, row.Select(cell => Quoted(cell.Text, locale.Delimiter))).Append('\n');
        }

        return new GeneratedFile(text.ToString(), locale.Money, rows);

        PlantedCell[] Row(int i)
        {
            var amount = Math.Round((decimal)(random.NextDouble() * random.NextDouble() * 250_000), 2) + 1;
            var day = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(700));
            var phone = "+49 30 9" + random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
            var city = Cities[random.Next(Cities.Length)];
            return
            [
                new(header[0], $"Person {(char)('A' + (i % 26))}{i}", $"Person {(char)('A' + (i % 26))}{i}"),
                new(header[1], $"p{i}@mail{seed}.example", $"p{i}@mail{seed}.example"),
                Chance() ? new(header[2], "4.93091E+11", null)
                    : new(header[2], isWrapped ? $"=\"{phone}\"" : phone, phone),
                new(header[3], $"Firm {i % 40}", $"Firm {i % 40}"),
                Chance() ? new(header[4], "#REF!", null) : new(header[4], city, city),
                Chance() ? new(header[5], random.Next(2) == 0 ? "#N/A" : "yesterday", null)
                    : new(header[5], day.ToString(locale.Dates, CultureInfo.InvariantCulture), day),
                Chance() ? new(header[6], random.Next(2) == 0 ? Other(locale.Money) : "call me", null)
                    : new(header[6], Amount(amount), amount),
            ];
        }

        bool Chance() => random.NextDouble() < trouble;

        string Amount(decimal amount)
        {
            var whole = decimal.Truncate(amount).ToString(CultureInfo.InvariantCulture);
            var cents = (amount - decimal.Truncate(amount)).ToString("0.00", CultureInfo.InvariantCulture)[2..];
            var number = Grouped(whole, locale.Group) + locale.Decimal + cents;
            return isDecorated ? mark.Before + number + mark.Behind : number;
        }
    }

    private static string Other(string money) => money == "USD" ? "A$ 900.00" : "US$ 900.00";

    private static string Grouped(string digits, string group)
    {
        if (group.Length == 0 || digits.Length <= 3)
        {
            return digits;
        }

        var isIndian = group == "in";
        var (head, text) = (digits[..^3], digits[^3..]);
        while (head.Length > 0)
        {
            var length = Math.Min(isIndian ? 2 : 3, head.Length);
            text = head[^length..] + (isIndian ? "," : group) + text;
            head = head[..^length];
        }

        return text;
    }

    private static string Quoted(string cell, char delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal) || cell.Contains('"', StringComparison.Ordinal)
            ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : cell;
}
