namespace LeadDashboard.Core.Sampling;

/// <summary>
/// A made-up company with leads, activities, campaign spend and outcomes, for trying the program out and for measuring
/// learners:
/// the true chance of every lead is known, so the best possible AUC is known too.
/// </summary>
public static class SampleCompany
{
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SampleData Generate(SampleOptions options)
    {
        options.Validate();
        return new SampleData(options);
    }
}
