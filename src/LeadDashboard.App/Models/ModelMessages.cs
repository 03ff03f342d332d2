namespace LeadDashboard.App.Models;

/// <summary>What the learning jobs say while they run; translated by JobsText.</summary>
internal static class ModelMessages
{
    public const string Loading = "Loading leads";
    public const string Comparing = "Comparing with the champion";
    public const string Storing = "Storing the model";
    public const string Scoring = "Scored {0} of {1} leads";
    public const string NoModel = "There is no model to score with. Train one first.";
}
