namespace LeadDashboard.Core.Settings;

/// <summary>One named record of settings that an admin edits in the browser, as JSON.</summary>
public sealed class Setting
{
    /// <summary>Name of the record type: "SegmentLimits", "RetrainOptions" ...</summary>
    public string Key { get; set; } = "";
    public string ValueJson { get; set; } = "{}";
    public DateTime ChangedUtc { get; set; }
    public string ChangedById { get; set; } = "";

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
