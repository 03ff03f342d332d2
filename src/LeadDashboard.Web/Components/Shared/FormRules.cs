using LeadDashboard.App.Validation;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>Asks the rules of an entry on behalf of a form of the kit.</summary>
public static class FormRules
{
    /// <summary>
    /// For the parameter Validation of a MudForm; its fields name their property by For.
    /// </summary>
    /// <param name="rules">Those that the service asks, too.</param>
    /// <param name="entry">What the form holds now.</param>
    public static Func<object, string, Task<IEnumerable<string>>> Of<T>(EntryRules<T> rules, Func<T> entry) =>
        (_, property) => Task.FromResult(rules.Problems(entry(), property));
}
