namespace LeadDashboard.Core.Jobs;

/// <summary>Jobs of one lane run one after the other; lanes run beside each other. Numbers are never changed.</summary>
public enum JobLane
{
    /// <summary>Imports and everything short.</summary>
    Data = 0,

    /// <summary>Training and scoring: an import never waits for them.</summary>
    Learning = 1,
}
