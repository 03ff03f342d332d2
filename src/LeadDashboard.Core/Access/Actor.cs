namespace LeadDashboard.Core.Access;

public enum Role
{
    SalesRep = 0,
    MarketingManager = 1,
    Admin = 2,
}

public enum Permission
{
    ViewLeads,
    RecordOutcomes,
    EditLeads,
    ViewCampaigns,
    EditCampaigns,
    ViewModels,
    TrainModels,
    PromoteModels,
    ImportData,
    EditSegments,
    MergeLeads,
    ManageUsers,
    EditSettings,
}

/// <summary>Who acts. Every writing service method takes one and calls <see cref="Require"/> first.</summary>
public sealed record Actor(string UserId, Role Role, string DisplayName)
{
    /// <summary>The program itself: schedules and demo set-up.</summary>
    public static Actor System { get; } = new("system", Role.Admin, "LeadDashboard");

    public bool Can(Permission permission) => PermissionTable.Allows(Role, permission);

    /// <exception cref="AccessDeniedException">The role lacks the permission.</exception>
    public void Require(Permission permission)
    {
        if (!Can(permission))
        {
            throw new AccessDeniedException(Role, permission);
        }
    }
}

/// <summary>The one place that says who may do what.</summary>
public static class PermissionTable
{
    private static readonly HashSet<Permission> SalesRepMay =
    [
        Permission.ViewLeads,
        Permission.RecordOutcomes,
        Permission.EditLeads,
    ];

    private static readonly HashSet<Permission> MarketingManagerMay =
    [
        Permission.ViewLeads, Permission.ViewCampaigns, Permission.EditCampaigns, Permission.ViewModels,
        Permission.EditSegments, Permission.MergeLeads,
    ];

    public static bool Allows(Role role, Permission permission) =>
        role switch
        {
            Role.SalesRep => SalesRepMay.Contains(permission),
            Role.MarketingManager => MarketingManagerMay.Contains(permission),
            Role.Admin => true,
            _ => false,
        };
}

/// <summary>A refusal because of the role.</summary>
public sealed class AccessDeniedException(Role role, Permission permission)
    : Exception($"The role {role} may not {permission}. Ask an admin for a role that has this permission.")
{
    public Role Role { get; } = role;

    public Permission Permission { get; } = permission;
}
