using LeadDashboard.Core.Calendar;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// Where the person in front of the screen is: the zone of the browser, else of the company. Read with the request that
/// opens a page and kept for the circuit; <c>Routes.razor</c> cascades it.
/// </summary>
public sealed record ViewerZone(ZoneDays Days)
{
    public static ViewerZone Utc { get; } = new(ZoneDays.Utc);

    /// <summary>What a clock beside the screen shows.</summary>
    internal DateTime Local(DateTime utc) => Days.Local(utc);
}
