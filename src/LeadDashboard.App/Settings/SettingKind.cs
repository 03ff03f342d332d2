using LeadDashboard.App.Validation;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.App.Settings;

/// <summary>A record of settings that a feature keeps.</summary>
/// <param name="Record">The type of the record; its name is the key of the stored row.</param>
/// <param name="Permission">Who may change it.</param>
/// <param name="Refusal">Why a value is not accepted; null where it is.</param>
public sealed record SettingKind(Type Record, Permission Permission, Func<object, Message?> Refusal)
{
    public static SettingKind For<T>(Permission permission, Func<T, Message?>? refusal = null)
        where T : class => new(typeof(T), permission, value => refusal?.Invoke((T)value));

    /// <summary>A record whose rules its page asks, too.</summary>
    public static SettingKind For<T>(Permission permission, EntryRules<T> rules)
        where T : class => For<T>(permission, value => rules.Refusal(value)?.Message);
}
