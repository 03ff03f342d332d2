using System.Globalization;
using System.Resources;
using LeadDashboard.App.Jobs;
using LeadDashboard.Web.Components.Shared;

namespace LeadDashboard.App.Tests.Jobs;

public sealed class JobMessagesTests
{
    public static TheoryData<string> Keys => [.. JobMessages.All];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Message_InChinese_IsTranslatedWithTheSamePlaceholders(string key)
    {
        var resources = new ResourceManager(typeof(JobsText));
        var text = resources.GetString(key, CultureInfo.GetCultureInfo("zh-CN"));
        Assert.False(string.IsNullOrEmpty(text), $"JobsText.zh-CN.resx has no '{key}'.");
        Assert.Equal(Placeholders(key), Placeholders(text));
    }

    private static IEnumerable<string> Placeholders(string text) =>
        System
            .Text.RegularExpressions.Regex.Matches(text, @"\{\d\}")
            .Select(match => match.Value)
            .Order(StringComparer.Ordinal);
}
