namespace LeadDashboard.Core.Campaigns;

/// <summary>
/// The money figures of any set of leads and spend. They add up: the figures of a whole are the sum of the figures of
/// its parts, to the cent.
/// Invariant: LeadCount = OpenCount + WinCount + LossCount.
/// </summary>
public sealed record RoiFigures
{
    public static RoiFigures Zero { get; } = new();

    public decimal SpendAmount { get; init; }

    public int OpenCount { get; init; }

    public int WinCount { get; init; }

    public int LossCount { get; init; }

    /// <summary>Sum of the won amounts.</summary>
    public decimal RevenueAmount { get; init; }

    /// <summary>Sum over open leads of probability x value, each rounded to the cent.</summary>
    public decimal ExpectedRevenueAmount { get; init; }

    /// <summary>Wins without an amount: they add nothing to the revenue.</summary>
    public int WinsWithoutAmountCount { get; init; }

    /// <summary>Open leads without a probability or a value: they add nothing to the expected revenue.</summary>
    public int OpenWithoutExpectationCount { get; init; }

    public int LeadCount => OpenCount + WinCount + LossCount;

    public int ClosedCount => WinCount + LossCount;

    /// <summary>Wins per decided lead, 0..1; null without decided leads.</summary>
    public double? WinRate => ClosedCount == 0 ? null : (double)WinCount / ClosedCount;

    /// <summary>Rounded to the cent; null without leads.</summary>
    public decimal? CostPerLeadAmount => Divide(SpendAmount, LeadCount);

    /// <summary>Rounded to the cent; null without wins.</summary>
    public decimal? CostPerWinAmount => Divide(SpendAmount, WinCount);

    public static RoiFigures operator +(RoiFigures left, RoiFigures right) => Add(left, right);

    public static RoiFigures Add(RoiFigures left, RoiFigures right) =>
        new()
        {
            SpendAmount = left.SpendAmount + right.SpendAmount,
            OpenCount = left.OpenCount + right.OpenCount,
            WinCount = left.WinCount + right.WinCount,
            LossCount = left.LossCount + right.LossCount,
            RevenueAmount = left.RevenueAmount + right.RevenueAmount,
            ExpectedRevenueAmount = left.ExpectedRevenueAmount + right.ExpectedRevenueAmount,
            WinsWithoutAmountCount = left.WinsWithoutAmountCount + right.WinsWithoutAmountCount,
            OpenWithoutExpectationCount = left.OpenWithoutExpectationCount + right.OpenWithoutExpectationCount,
        };

    private static decimal? Divide(decimal amount, int count) =>
        count == 0 ? null : Math.Round(amount / count, 2, MidpointRounding.AwayFromZero);
}
