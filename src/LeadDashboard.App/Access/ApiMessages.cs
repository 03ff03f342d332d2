namespace LeadDashboard.App.Access;

/// <summary>What the public API answers before a feature is asked.</summary>
public static class ApiMessages
{
    public const string NoKey = "api.no-key";
    public const string NoScope = "api.no-scope";
    public const string TooManyRequests = "api.too-many-requests";
}
