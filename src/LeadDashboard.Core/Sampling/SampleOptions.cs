namespace LeadDashboard.Core.Sampling;

/// <summary>What the generated company looks like. The same options give the same bytes.</summary>
/// <param name="NowUtc">The newest instant of the sample: nothing in it is later.</param>
/// <param name="Rows">Number of leads, 1 .. 10,000,000.</param>
/// <param name="Seed">Any number; another seed gives another company.</param>
/// <param name="Months">How far back the sample reaches, 3 .. 60.</param>
public sealed record SampleOptions(DateTime NowUtc, int Rows = 6000, int Seed = 7, int Months = 18)
{
    /// <summary>Share 0..0.2 of the leads that are another one typed in again, with errors.</summary>
    public double DuplicateShare { get; init; }

    public const int MaxRows = 10_000_000;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        if (Rows is < 1 or > MaxRows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Rows),
                Rows,
                $"A sample has 1 to {MaxRows} leads. Ask for a number in that range."
            );
        }

        if (Months is < 3 or > 60)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Months),
                Months,
                "A sample covers 3 to 60 months. Ask for a number in that range."
            );
        }

        if (!(DuplicateShare is >= 0 and <= 0.2))
        {
            throw new ArgumentOutOfRangeException(
                nameof(DuplicateShare),
                DuplicateShare,
                "At most a fifth of a sample, 0 to 0.2, is entered twice. Ask for a share in that range."
            );
        }

        if (NowUtc.Kind != DateTimeKind.Utc)
        {
            throw new ArgumentOutOfRangeException(
                nameof(NowUtc),
                NowUtc,
                $"The newest instant must be UTC, found kind {NowUtc.Kind}. Take it from a TimeProvider."
            );
        }
    }
}
