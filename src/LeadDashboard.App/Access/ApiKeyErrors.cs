using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Access;

/// <summary>Expected refusals of keys.</summary>
public static class ApiKeyErrors
{
    public static Error Name { get; } = new("access.key-name", "A key needs a name of 1 to 100 characters.");

    public static Error Scope { get; } =
        new("access.key-scope", "A key needs at least one known scope. Known is: outcomes.");

    public static Error Unknown { get; } = new("access.key-unknown", "There is no key with these first characters.");
}
