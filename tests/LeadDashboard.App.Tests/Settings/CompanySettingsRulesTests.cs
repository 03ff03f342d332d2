using LeadDashboard.App.Settings;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.App.Tests.Settings;

/// <summary>The page and the store refuse by the same rules.</summary>
public sealed class CompanySettingsRulesTests
{
    private static readonly CompanySettings Good = new()
    {
        Name = "Acme",
        Currency = "EUR",
        TimeZone = "Europe/Berlin",
    };

    public static TheoryData<CompanySettings, string?> Cases =>
        new()
        {
            { Good, null },
            { Good with { Name = "A" }, null },
            { Good with { Name = new string('a', 80) }, null },
            { Good with { Name = "" }, "settings.name-missing" },
            { Good with { Name = "  " }, "settings.name-missing" },
            { Good with { Name = new string('a', 81) }, "settings.name-long" },
            { Good with { Currency = "XXX" }, "settings.currency-unknown" },
            { Good with { Currency = "eur" }, "settings.currency-unknown" },
            { Good with { TimeZone = "Mars/Olympus" }, "settings.zone-unknown" },
            { Good with { TimeZone = "" }, "settings.zone-unknown" },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settings_AreRefusedByTheFirstBrokenRule(CompanySettings company, string? key)
    {
        var kind = Assert.Single(new SettingsModule().Settings);

        Assert.Equal(key, SettingsModule.CompanyRules.Refusal(company)?.Message.Key);
        Assert.Equal(key, kind.Refusal(company)?.Key);
    }
}
