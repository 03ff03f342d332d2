using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Access;

/// <summary>Expected refusals of keys.</summary>
public static class ApiKeyErrors
{
    public static Error Name { get; } = new("access.key-name");

    public static Error Scope { get; } = new("access.key-scope");

    public static Error Unknown { get; } = new("access.key-unknown");
}
