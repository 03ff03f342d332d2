namespace LeadDashboard.App.Jobs;

/// <summary>How long work still takes: one way for jobs and for the dry run of an import.</summary>
public static class TimeEstimate
{
    private const double LeastDone = 0.05;

    /// <summary>Straight-line estimate; null while too little is done to say.</summary>
    /// <param name="done">0..1.</param>
    /// <param name="elapsed">Since the work began.</param>
    public static TimeSpan? Left(double done, TimeSpan elapsed) =>
        done < LeastDone || elapsed <= TimeSpan.Zero ? null : elapsed * ((1 - done) / done);
}
