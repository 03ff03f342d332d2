using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadDashboard.Data;

/// <summary>
/// Money as whole ten-thousandths: exact for every currency of ISO 4217 (0 to 4 decimals), as numeric(18,4) is. Half of
/// one is rounded away from zero.
/// </summary>
internal sealed class AmountConverter()
    : ValueConverter<decimal, long>(
        amount => (long)Math.Round(amount * 10_000m, MidpointRounding.AwayFromZero),
        stored => stored / 10_000m
    );

/// <summary>
/// Every instant is UTC; a local or unspecified one is taken at its face value, never shifted silently.
/// </summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(
        instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)
    );
