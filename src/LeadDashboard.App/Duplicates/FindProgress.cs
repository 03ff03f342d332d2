namespace LeadDashboard.App.Duplicates;

/// <summary>Passes on, on the thread that computes, how far a search is.</summary>
internal sealed class FindProgress(Action<double> report) : IProgress<double>
{
    public void Report(double value) => report(value);
}
