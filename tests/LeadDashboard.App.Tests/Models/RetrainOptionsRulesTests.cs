using LeadDashboard.App.Models;
using LeadDashboard.Core.Modeling.Gate;

namespace LeadDashboard.App.Tests.Models;

/// <summary>The page and the store refuse by the same rules.</summary>
public sealed class RetrainOptionsRulesTests
{
    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(100_000, 365, null)]
    [InlineData(0, 7, "models.retrain-outcomes")]
    [InlineData(100_001, 7, "models.retrain-outcomes")]
    [InlineData(50, 0, "models.retrain-days")]
    [InlineData(50, 366, "models.retrain-days")]
    public void Options_OutsideTheirLimits_AreRefused(int outcomes, int days, string? key)
    {
        var options = new RetrainOptions { MinNewOutcomes = outcomes, Every = TimeSpan.FromDays(days) };
        var kind = new ModelsModule().Settings.Single(setting => setting.Record == typeof(RetrainOptions));

        Assert.Equal(key, ModelsModule.RetrainRules.Refusal(options)?.Message.Key);
        Assert.Equal(key, kind.Refusal(options)?.Key);
    }
}
