namespace LeadDashboard.App.Jobs;

/// <summary>Section "Jobs" of the configuration.</summary>
public sealed record JobOptions
{
    /// <summary>
    /// How often a running job shows a sign of life, writes its progress and looks whether it is to be canceled. 0.2 to
    /// 60 s.
    /// </summary>
    public double HeartbeatSeconds { get; init; } = 2;

    /// <summary>
    /// A running job that was silent for so long has lost its process and is taken over. At least five heartbeats.
    /// </summary>
    public double StaleSeconds { get; init; } = 60;

    /// <summary>How often an idle lane looks for jobs that another process queued. 0.2 to 60 s.</summary>
    public double PollSeconds { get; init; } = 5;

    /// <summary>How often a progress bar is redrawn at most. 50 to 5000 ms.</summary>
    public int BoardMilliseconds { get; init; } = 200;

    internal TimeSpan Heartbeat => TimeSpan.FromSeconds(HeartbeatSeconds);

    internal TimeSpan Stale => TimeSpan.FromSeconds(StaleSeconds);

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    internal TimeSpan Board => TimeSpan.FromMilliseconds(BoardMilliseconds);

    /// <summary>All faults at once, each naming its key; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (HeartbeatSeconds is not (>= 0.2 and <= 60))
        {
            faults.Add($"Jobs:HeartbeatSeconds is {HeartbeatSeconds}; expected 0.2 to 60.");
        }

        if (!(StaleSeconds >= 5 * HeartbeatSeconds))
        {
            faults.Add(
                $"Jobs:StaleSeconds is {StaleSeconds}; expected at least five times Jobs:HeartbeatSeconds "
                    + $"({5 * HeartbeatSeconds})."
            );
        }

        if (PollSeconds is not (>= 0.2 and <= 60))
        {
            faults.Add($"Jobs:PollSeconds is {PollSeconds}; expected 0.2 to 60.");
        }

        if (BoardMilliseconds is not (>= 50 and <= 5000))
        {
            faults.Add($"Jobs:BoardMilliseconds is {BoardMilliseconds}; expected 50 to 5000.");
        }

        return faults;
    }
}
