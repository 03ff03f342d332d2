using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.Testing;

/// <summary>The clock of the tests: it moves when told.</summary>
public static class TestTime
{
    /// <summary>A Monday morning.</summary>
    public static FakeTimeProvider New() => new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    extension(FakeTimeProvider time)
    {
        public DateTime NowUtc => time.GetUtcNow().UtcDateTime;
    }
}
