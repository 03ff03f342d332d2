using System.Reflection;

namespace LeadDashboard.Core.Modeling.Report;

/// <summary>
/// Keys of what a report and the gate say; the words stand in the application's Models/ModelsMessages.resx.
/// </summary>
public static class ReportMessages
{
    /// <summary>{0} wins, {1} losses, {2} needed of each.</summary>
    public const string ThinEvidence = "models.thin-evidence";
    public const string NotBetterThanChance = "models.not-better-than-chance";

    /// <summary>{0} the kind that was left out.</summary>
    public const string NativeLibraryNotThere = "models.native-library-not-there";

    /// <summary>{0} names of learners.</summary>
    public const string LibraryNotUsedWithDrift = "models.library-not-used-with-drift";

    public const string ColumnEmpty = "models.column-empty";

    /// <summary>{0} the value.</summary>
    public const string ColumnConstant = "models.column-constant";

    /// <summary>{0} different values, {1} leads.</summary>
    public const string ColumnIdentifier = "models.column-identifier";

    /// <summary>{0} the other field.</summary>
    public const string ColumnTwin = "models.column-twin";

    /// <summary>{0} AUC of the column alone.</summary>
    public const string ColumnLeak = "models.column-leak";

    /// <summary>{0} share of closed leads, {1} share of open ones.</summary>
    public const string ColumnLate = "models.column-late";

    /// <summary>{0} share of the time order.</summary>
    public const string ColumnCalendar = "models.column-calendar";
    public const string ColumnSwitchedOff = "models.column-switched-off";

    /// <summary>{0} wins, {1} losses, {2} needed of each.</summary>
    public const string GateTooFew = "models.gate-too-few";

    /// <summary>{0} figures.</summary>
    public const string GatePromoted = "models.gate-promoted";

    /// <summary>{0} why, {1} figures.</summary>
    public const string GateNotBetter = "models.gate-not-better";

    /// <summary>
    /// {0} leads, {1} {2} PR-AUC before and after, {3} {4} interval of the difference, {5} {6} log-loss.
    /// </summary>
    public const string GateFigures = "models.gate-figures";
    public const string LowerPrAuc = "models.lower-pr-auc";
    public const string HigherLogLoss = "models.higher-log-loss";
    public const string WorseOnBoth = "models.worse-on-both";
    public const string WorseCalibrated = "models.worse-calibrated";

    /// <summary>{0} leads, {1}..{3} AUC and interval of the champion, {4}..{6} of the challenger.</summary>
    public const string NeitherRanks = "models.neither-ranks";

    /// <summary>{0} leads, {1}..{3} AUC and interval on them, {4}..{6} as the champion's report has it.</summary>
    public const string ChampionCollapsed = "models.champion-collapsed";

    /// <summary>
    /// {0} judged leads, {1} open leads, {2} population stability index, {3} its limit, {4} {5} mean chance of each.
    /// </summary>
    public const string UnlikeServed = "models.unlike-served";

    /// <summary>Every key, for the test that each is worded.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(ReportMessages)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
