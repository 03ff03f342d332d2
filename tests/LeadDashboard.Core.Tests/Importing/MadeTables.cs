using System.Globalization;
using System.Text;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>
/// Files made here that look like the public data sets: same headers, same kinds of values, none of their rows.
/// </summary>
internal static class MadeTables
{
    private static readonly string[] Jobs =
    [
        "admin.", "blue-collar", "technician", "services", "management", "retired", "student", "unknown",
    ];
    private static readonly string[] Months = ["mar", "apr", "may", "jun", "jul", "aug", "oct", "nov", "dec"];
    private static readonly string[] First =
    [
        "anna", "bela", "cora", "dirk", "emil", "fay", "gus", "hana", "ivo", "jana", "kai", "lea", "max", "nora",
        "otto", "pia",
    ];
    private static readonly string[] Last =
    [
        "berg", "costa", "dahl", "ek", "fox", "gray", "holm", "ito", "jung", "klein", "lund", "moss", "nagy", "olsen",
        "park", "quist",
    ];
    private static readonly string[] Suburbs =
    [
        "saint ives", "glen park", "north ridge", "oak hill", "port bay", "red creek", "sand point", "west end",
    ];
    private static readonly string[] States = ["nsw", "vic", "qld", "wa", "sa", "tas", "nt", "act"];

    public static MemoryStream Bank(int rows, int seed) =>
        Make(
            "\"age\";\"job\";\"marital\";\"education\";\"default\";\"housing\";\"loan\";\"contact\";\"month\";"
                + "\"day_of_week\";\"duration\";\"campaign\";\"pdays\";\"previous\";\"poutcome\";\"emp.var.rate\";"
                + "\"cons.price.idx\";\"cons.conf.idx\";\"euribor3m\";\"nr.employed\";\"y\"",
            rows,
            seed,
            (random, _) =>
            {
                var isOld = random.Next(30) == 0;
                string YesNo(int unknown) =>
                    random.Next(100) < unknown ? "unknown"
                    : random.Next(2) == 0 ? "yes"
                    : "no";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{18 + random.Next(60)};\"{Jobs[random.Next(Jobs.Length)]}\";"
                        + $"\"{Pick(random, "married", "single", "divorced", "married", "unknown")}\";"
                        + $"\"{Pick(random, "basic.4y", "basic.9y", "high.school", "university.degree", "unknown")}\";"
                        + $"\"{YesNo(20)}\";\"{YesNo(3)}\";\"{YesNo(3)}\";\"{Pick(random, "cellular", "telephone")}\";"
                        + $"\"{Months[random.Next(Months.Length)]}\";"
                        + $"\"{Pick(random, "mon", "tue", "wed", "thu", "fri")}\";{random.Next(2000)};"
                        + $"{1 + random.Next(8)};{(isOld ? random.Next(22) : 999)};{(isOld ? 1 + random.Next(4) : 0)};"
                        + $"\"{(isOld ? Pick(random, "success", "failure") : "nonexistent")}\";"
                        + $"{Pick(random, "1.1", "-1.8", "1.4", "-0.1")};{92 + random.NextDouble() * 3:0.000};"
                        + $"-{26 + random.NextDouble() * 24:0.0};{0.6 + random.NextDouble() * 4:0.000};"
                        + $"{Pick(random, "5191", "5228.1", "4963.6")};\"{(random.Next(9) == 0 ? "yes" : "no")}\""
                );
            }
        );

    public static MemoryStream Shoppers(int rows, int seed) =>
        Make(
            "Administrative,Administrative_Duration,Informational,Informational_Duration,ProductRelated,"
                + "ProductRelated_Duration,BounceRates,ExitRates,PageValues,SpecialDay,Month,OperatingSystems,Browser,"
                + "Region,TrafficType,VisitorType,Weekend,Revenue",
            rows,
            seed,
            (random, _) =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{random.Next(12)},{random.NextDouble() * 300:0.##},{random.Next(4)},"
                        + $"{(random.Next(4) == 0 ? random.NextDouble() * 100 : 0):0.##},{random.Next(90)},"
                        + $"{random.NextDouble() * 4000:0.###},{random.NextDouble() * 0.2:0.#####},"
                        + $"{random.NextDouble() * 0.2:0.#####},"
                        + $"{(random.Next(4) == 0 ? random.NextDouble() * 60 : 0):0.####},"
                        + $"{Pick(random, "0", "0", "0", "0.2", "0.4", "1")},"
                        + $"{Pick(random, "Feb", "Mar", "May", "June", "Nov", "Dec")},{1 + random.Next(8)},"
                        + $"{1 + random.Next(13)},{1 + random.Next(9)},{1 + random.Next(20)},"
                        + $"{Pick(random, "Returning_Visitor", "New_Visitor", "Other")},"
                        + $"{(random.Next(4) == 0 ? "TRUE" : "FALSE")},{(random.Next(6) == 0 ? "TRUE" : "FALSE")}"
                )
        );

    /// <summary>
    /// Copies are marked "dup" and share postcode, birth date and insurance number with their original, as in the third
    /// set.
    /// </summary>
    public static MemoryStream Febrl(int rows, int seed, bool hasCopies)
    {
        var numbers = new Random(seed + 1);
        return Make(
            "rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, "
                + "date_of_birth, soc_sec_id",
            rows,
            seed,
            (random, row) =>
            {
                var of = hasCopies ? row / 3 : row;
                var own = new Random((seed * 7919) + of);
                var birth = new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(own.Next(36_000));
                var insurance = 1_000_000 + own.Next(8_999_999);
                var postcode = own.Next(40) == 0 ? 800 + own.Next(90) : 2000 + own.Next(5_000);
                var dob =
                    random.Next(15) == 0 ? ""
                    : random.Next(120) == 0 ? "19450231"
                    : birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"rec-{row}-{(hasCopies && row % 3 > 0 ? $"dup-{(row % 3) - 1}" : "org")}, "
                        + $"{(random.Next(12) == 0 ? "" : First[own.Next(First.Length)])}, "
                        + $"{Last[own.Next(Last.Length)]}, {1 + own.Next(300)}, "
                        + $"{Last[numbers.Next(Last.Length)]}{numbers.Next(500)} street, "
                        + $"{(random.Next(3) == 0 ? "" : "unit " + numbers.Next(900))}, "
                        + $"{Suburbs[own.Next(Suburbs.Length)]}, {postcode:0000}, {States[own.Next(States.Length)]}, "
                        + $"{dob}, {insurance}"
                );
            }
        );
    }

    private static MemoryStream Make(string header, int rows, int seed, Func<Random, int, string> line)
    {
        var random = new Random(seed);
        var text = new StringBuilder(header).Append('\n');
        for (var row = 0; row < rows; row++)
        {
            text.Append(line(random, row)).Append('\n');
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Pick(Random random, params ReadOnlySpan<string> values) => values[random.Next(values.Length)];
}
