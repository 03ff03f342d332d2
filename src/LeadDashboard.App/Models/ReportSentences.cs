using System.Text.RegularExpressions;

namespace LeadDashboard.App.Models;

/// <summary>Templates of the sentences of a stored report, and which of them a sentence was made from.</summary>
public static class ReportSentences
{
    /// <summary>Keys of ModelsText, and of JobsText where they end a training.</summary>
    public static readonly IReadOnlyList<string> Templates =
    [
        "Empty in every closed lead.",
        "The same in every closed lead: '{0}'.",
        "Looks like an identifier: {0} different values in {1} leads.",
        "The same in every row as '{0}'.",
        "Gives the outcome away: alone it tells won from lost with AUC {0}, so it is probably filled in afterwards.",
        "Filled only after the outcome: {0} of closed leads have it, {1} of open ones.",
        "Switched off in the field catalogue.",
        "Tells the period rather than the lead ({0} of the time order), and scores of the next period are better "
            + "without it.",
        "On unseen leads the scores are not certainly better than chance.",
        "Only {0} closed leads were found; at least {1} are needed to learn from. Mark more outcomes, or upload a "
            + "file with an outcome column.",
        "All {0} closed leads are lost; to learn the difference some won ones are needed. Check which values of the "
            + "outcome column mean won and lost, or mark more outcomes.",
        "All {0} closed leads are won; to learn the difference some lost ones are needed. Check which values of the "
            + "outcome column mean won and lost, or mark more outcomes.",
    ];

    private static readonly (string Template, Regex Pattern)[] Patterns =
    [
        .. Templates.Select(template => (template, Pattern(template))),
    ];

    /// <returns>The template and what stood in its places; null when no template has this shape.</returns>
    public static (string Template, object[] Values)? Recognise(string sentence)
    {
        foreach (var (template, pattern) in Patterns)
        {
            if (pattern.Match(sentence) is { Success: true } match)
            {
                return (template, [.. match.Groups.Values.Skip(1).Select(group => (object)group.Value)]);
            }
        }

        return null;
    }

    private static Regex Pattern(string template) =>
        new(
            "^"
                + Regex.Replace(Regex.Escape(template), @"\\\{\d}", "(.*)", RegexOptions.None, TimeSpan.FromSeconds(1))
                + "$",
            RegexOptions.Singleline,
            TimeSpan.FromSeconds(1)
        );
}
