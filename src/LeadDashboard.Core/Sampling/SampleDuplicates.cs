using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Sampling;

/// <summary>Leads of the sample company with planted duplicates, for tests and benchmarks of the search.</summary>
/// <param name="Columns">One column per field.</param>
/// <param name="Truth">The entity behind each row.</param>
public sealed record SampleDuplicates(
    IReadOnlyList<MatchField> Fields,
    IReadOnlyList<IReadOnlyList<string?>> Columns,
    IReadOnlyList<string> Truth
)
{
    /// <summary>The fields of a lead that tell who it is.</summary>
    public static IReadOnlyList<MatchField> LeadFields { get; } =
    [
        new("Name", MatchKind.FullName),
        new("Email", MatchKind.Email),
        new("Phone", MatchKind.Phone),
        new("Company", MatchKind.Company),
        new("City", MatchKind.Text),
        new("Country", MatchKind.Category),
    ];

    /// <param name="rowCount">Rows in all, 10 or more.</param>
    /// <param name="share">Share 0..0.5 of the rows that are spoilt copies of another row.</param>
    /// <param name="maxChanges">Each copy gets 1 to this many changes.</param>
    public static SampleDuplicates Make(int rowCount, double share, int maxChanges, int seed)
    {
        var copyCount = (int)(rowCount * share);
        var originalCount = rowCount - copyCount;
        var factory = new SampleLeadFactory(
            new SampleOptions(new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), originalCount, seed)
        );
        var rows = new List<(string[] Values, int Entity)>(rowCount);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < originalCount; i++)
        {
            // The sample has few names: two people of one name in one company are commoner there than in life, and
            // nobody could tell them apart.
            var lead = factory.Draw(i);
            lead.Name = taken.Add(lead.Name + "|" + lead.Company)
                ? lead.Name
                : lead.Name
                    + " "
                    + (char)('A' + (i % 26))
                    + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            rows.Add(([lead.Name, lead.Email, lead.Phone, lead.Company, lead.City, lead.Country.Name], i));
        }

        for (var copy = 0; copy < copyCount; copy++)
        {
            var random = new SampleRandom(seed, copy, 8);
            var of = random.NextIndex(originalCount);
            rows.Add(
                (RecordCorrupter.Corrupt(LeadFields, rows[of].Values, 1 + random.NextIndex(maxChanges), seed, copy), of)
            );
        }

        var shuffle = new SampleRandom(seed, 0, 9);
        for (var i = rows.Count - 1; i > 0; i--)
        {
            var j = shuffle.NextIndex(i + 1);
            (rows[i], rows[j]) = (rows[j], rows[i]);
        }

        IReadOnlyList<string?>[] columns =
        [
            .. LeadFields.Select((_, field) => rows.Select(row => row.Values[field]).ToArray()),
        ];
        return new SampleDuplicates(
            LeadFields,
            columns,
            [.. rows.Select(row => row.Entity.ToString(System.Globalization.CultureInfo.InvariantCulture))]
        );
    }
}
