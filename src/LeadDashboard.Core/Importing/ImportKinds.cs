namespace LeadDashboard.Core.Importing;

/// <summary>What files of a kind bring.</summary>
public static class ImportKinds
{
    public static bool BringsLeads(this ImportKind kind) =>
        kind is ImportKind.Leads or ImportKind.LeadsAndActivities;

    public static bool BringsActivities(this ImportKind kind) =>
        kind is ImportKind.Activities or ImportKind.LeadsAndActivities;
}
