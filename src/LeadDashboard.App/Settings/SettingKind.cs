using LeadDashboard.Core.Access;

namespace LeadDashboard.App.Settings;

/// <summary>A record of settings that a feature keeps.</summary>
/// <param name="Record">The type of the record; its name is the key of the stored row.</param>
/// <param name="Permission">Who may change it.</param>
public sealed record SettingKind(Type Record, Permission Permission)
{
    public static SettingKind Of<T>(Permission permission)
        where T : class => new(typeof(T), permission);
}
