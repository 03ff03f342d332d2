namespace LeadDashboard.Core.Jobs;

/// <summary>Stored as a number, never renumbered.</summary>
public enum JobStatus
{
    Waiting = 0,
    Running = 1,
    Done = 2,
    Failed = 3,
    Canceled = 4,
}

/// <summary>A piece of background work. The row is the truth: it survives reload, restart and kill.</summary>
public sealed class Job
{
    public int Id { get; set; }

    /// <summary>Name of the job class: "CommitImport", "TrainModel", "ScoreLeads" ...</summary>
    public string Kind { get; set; } = "";

    /// <summary>
    /// Jobs of one lane run one after another, in every process together; "" = before there were lanes.
    /// </summary>
    public string Lane { get; set; } = "";

    /// <summary>Place within the lane: the smaller one first.</summary>
    public long Order { get; set; }

    /// <summary>Runs only after that job is done; null = at once.</summary>
    public int? DependsOnJobId { get; set; }
    public string ArgumentsJson { get; set; } = "{}";
    public JobStatus Status { get; set; }

    /// <summary>0..1.</summary>
    public double Progress { get; set; }

    /// <summary>What it is doing, a stored <see cref="Messages.Message"/>.</summary>
    public string Message { get; set; } = "";

    /// <summary>Where to go on after a crash; null = from the start.</summary>
    public string? CheckpointJson { get; set; }

    /// <summary>Why it failed, a stored message; null = it did not.</summary>
    public string? Error { get; set; }
    public string ActorId { get; set; } = "";
    public bool IsCancelRequested { get; set; }
    public DateTime CreatedUtc { get; set; }
    public DateTime? StartedUtc { get; set; }
    public DateTime? FinishedUtc { get; set; }

    /// <summary>The process that runs it, and its last sign of life.</summary>
    public string? ClaimedBy { get; set; }
    public DateTime? HeartbeatUtc { get; set; }
}
