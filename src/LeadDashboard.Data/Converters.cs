using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LeadDashboard.Data;

/// <summary>Money as whole cents; half a cent is rounded away from zero.</summary>
internal sealed class CentsConverter()
    : ValueConverter<decimal, long>(
        amount => (long)Math.Round(amount * 100m, MidpointRounding.AwayFromZero),
        cents => cents / 100m
    );

/// <summary>
/// Every instant is UTC; a local or unspecified one is taken at its face value, never shifted silently.
/// </summary>
internal sealed class UtcConverter()
    : ValueConverter<DateTime, DateTime>(
        instant => DateTime.SpecifyKind(instant, DateTimeKind.Utc),
        stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc)
    );
