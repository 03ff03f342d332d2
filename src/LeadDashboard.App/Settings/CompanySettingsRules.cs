using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.App.Settings;

/// <summary>What the settings of the company may be.</summary>
public sealed class CompanySettingsRules : EntryRules<CompanySettings>
{
    private const int MaxNameLength = 80;
    private const string NameMissing = "settings.name-missing";
    private const string NameLong = "settings.name-long";
    private const string CurrencyUnknown = "settings.currency-unknown";
    private const string ZoneUnknown = "settings.zone-unknown";

    public CompanySettingsRules()
    {
        RuleFor(company => company.Name)
            .Must(name => !string.IsNullOrWhiteSpace(name))
            .Saying(NameMissing)
            .MaximumLength(MaxNameLength)
            .Saying(NameLong, MaxNameLength);
        RuleFor(company => company.Currency)
            .Must(currency => CompanySettings.Currencies.Contains(currency, StringComparer.Ordinal))
            .Saying(CurrencyUnknown);
        RuleFor(company => company.TimeZone).Must(zone => ZoneDays.Find(zone) is not null).Saying(ZoneUnknown);
    }
}
