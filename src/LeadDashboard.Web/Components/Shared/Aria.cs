namespace LeadDashboard.Web.Components.Shared;

/// <summary>Attributes for those who do not see the page, as the kit's parameter UserAttributes takes them.</summary>
public static class Aria
{
    /// <summary>A name where no label is seen.</summary>
    public static Dictionary<string, object?> Label(string text) => new() { ["aria-label"] = text };
}
