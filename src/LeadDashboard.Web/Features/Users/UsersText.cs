namespace LeadDashboard.Web.Features.Users;

/// <summary>Texts of the users page; Chinese in UsersText.zh-CN.resx.</summary>
public sealed class UsersText;
