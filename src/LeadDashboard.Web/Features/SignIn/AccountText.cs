namespace LeadDashboard.Web.Features.SignIn;

/// <summary>Texts of set-up, sign-in and password pages; Chinese in AccountText.zh-CN.resx.</summary>
public sealed class AccountText;
