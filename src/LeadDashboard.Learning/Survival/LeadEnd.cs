namespace LeadDashboard.Learning.Survival;

/// <summary>How a lead's history ends as far as it is known.</summary>
public enum LeadEnd
{
    /// <summary>Still open at its age: censored, it may yet be won or lost.</summary>
    Open = 0,

    /// <summary>Won at that age.</summary>
    Won = 1,

    /// <summary>Lost at that age.</summary>
    Lost = 2,
}

/// <summary>What a lost lead says about winning.</summary>
public enum LossHandling
{
    /// <summary>
    /// A lost lead is never won: the chance to be won within t days counts only leads that are still open then
    /// (cumulative incidence).
    /// This is what a sales plan needs, and the default.
    /// </summary>
    CompetingEvent = 0,

    /// <summary>
    /// A lost lead leaves the watch like an open one: the chance to be won if nothing were ever lost (Kaplan-Meier).
    /// Higher than what will happen.
    /// </summary>
    Censoring = 1,
}
