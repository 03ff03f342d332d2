using System.Globalization;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Core.Tests.Matching;

/// <summary>Invented persons with address and birth date, and spoilt copies of them.</summary>
internal static class MadePersons
{
    private static readonly string[] Given =
    [
        "anna", "robert", "maria", "william", "sofia", "james", "emily", "thomas", "laura", "daniel", "katherine",
        "michael", "nina", "oscar", "paula", "victor",
    ];
    private static readonly string[] Parts =
    [
        "ber", "holm", "stra", "lin", "mar", "wick", "ton", "field", "dor", "ken", "sal", "ver", "gard", "ham", "ness",
        "rup",
    ];
    private static readonly string[] States = ["nsw", "vic", "qld", "wa", "sa", "tas"];

    public static IReadOnlyList<MatchField> Fields { get; } =
    [
        new("given", MatchKind.NamePart),
        new("surname", MatchKind.NamePart),
        new("number", MatchKind.Code),
        new("street", MatchKind.Text),
        new("suburb", MatchKind.Text),
        new("postcode", MatchKind.Code),
        new("state", MatchKind.Category),
        new("born", MatchKind.Date),
    ];

    public static (IReadOnlyList<IReadOnlyList<string?>> Columns, string[] Truth) Make(
        int rowCount,
        double share,
        int maxChanges,
        int seed
    )
    {
        var random = new Random(seed);
        var originals = rowCount - (int)(rowCount * share);
        var rows = new List<(string[] Values, int Entity)>();
        for (var i = 0; i < originals; i++)
        {
            var suburb = random.Next(200);
            string[] values =
            [
                Given[random.Next(Given.Length)],
                Word(random, 3),
                Text(random.Next(1, 300)),
                Word(random, 3) + " street",
                Parts[suburb % 16] + Parts[suburb / 16] + "dale",
                Text(2000 + suburb),
                States[suburb % States.Length],
                Text((1930 + random.Next(70)) * 10000 + (1 + random.Next(12)) * 100 + 1 + random.Next(28)),
            ];
            rows.Add((values, i));
        }

        for (var copy = 0; rows.Count < rowCount; copy++)
        {
            var of = random.Next(originals);
            rows.Add((RecordCorrupter.Corrupt(Fields, rows[of].Values, 1 + random.Next(maxChanges), seed, copy), of));
        }

        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        return (
            [.. Fields.Select((_, field) => rows.Select(row => row.Values[field]).ToArray())],
            [.. rows.Select(row => Text(row.Entity))]
        );
    }

    private static string Word(Random random, int parts) =>
        string.Concat(Enumerable.Range(0, parts).Select(_ => Parts[random.Next(Parts.Length)]));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
