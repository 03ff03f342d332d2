namespace LeadDashboard.App.Rescoring;

/// <summary>What the scoring of all leads says; the words stand beside those of the learning jobs.</summary>
internal static class RescoringMessages
{
    public const string Scoring = "training.scored";
    public const string NoModel = "training.no-model";
}
