namespace LeadDashboard.App.Access;

/// <summary>
/// Accounts, sessions and keys, for the web and the command line alike; Identity itself is added by them.
/// </summary>
public static class AppAccess
{
    public static void AddAppAccess(this IServiceCollection services)
    {
        services.AddSingleton<SetupCode>();
        services.AddSingleton<FirstAdmin>();
        services.AddSingleton<AccountSignal>();
        services.AddSingleton<SessionService>();
        services.AddSingleton<ApiKeyService>();
        services.AddScoped<PasswordCheck>();
    }
}
