using System.Globalization;
using System.Text.RegularExpressions;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Report;

namespace LeadDashboard.App.Tests.Models;

public sealed partial class ModelsMessagesTests
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    [Fact]
    public void Texts_EveryKeyOfReportAndGate_IsWordedInBothLanguagesWithTheSamePlaces() =>
        Assert.All(
            ReportMessages.All,
            key =>
            {
                var english = MessageTexts.PatternOf(key, English);
                var chinese = MessageTexts.PatternOf(key, Chinese);
                Assert.True(english is { Length: > 0 } && chinese is { Length: > 0 }, $"'{key}' has no words.");
                Assert.NotEqual(english, chinese);
                Assert.Equal(Places(english!), Places(chinese!));
            }
        );

    [Fact]
    public void Say_FiguresOfTheGate_AreWrittenInTheCultureOfTheReader()
    {
        var figures = new Message(ReportMessages.GateFigures, 4000, 0.31, 0.335, 0.01, 0.04, 0.301, 0.295);

        Assert.Equal(
            "Promoted: on 4,000 unseen leads PR-AUC 0.310 -> 0.335 (difference +0.010 .. +0.040), log-loss 0.3010 -> "
                + "0.2950.",
            MessageTexts.Say(new Message(ReportMessages.GatePromoted, figures), English)
        );
    }

    private static SortedSet<string> Places(string text) =>
        new(Place().Matches(text).Select(match => match.Value), StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
