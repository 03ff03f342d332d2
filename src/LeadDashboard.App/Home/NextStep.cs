using LeadDashboard.App.Leads;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.App.Home;

/// <summary>How pressing a step is; the list is in this order.</summary>
public enum StepTone
{
    /// <summary>Something is wrong.</summary>
    Alarm,

    /// <summary>It waits for this person.</summary>
    Due,

    /// <summary>It would pay to look.</summary>
    Idea,
}

/// <summary>One thing that a person could do next.</summary>
/// <param name="Text">What was found and what to do.</param>
/// <param name="Href">The page where it is done; a number in the text is the number of rows there.</param>
public sealed record NextStep(StepTone Tone, Message Text, string Href);

/// <summary>What the steps are decided from; null or 0 = nothing of the kind, or not for this person.</summary>
public sealed record StepFacts
{
    public int OpenCount { get; init; }

    public int ClosedCount { get; init; }

    public bool HasChampion { get; init; }

    /// <summary>A training waits or runs.</summary>
    public bool IsTraining { get; init; }

    /// <summary>Why the newest version was refused without being judged.</summary>
    public Message? ModelAlarm { get; init; }

    /// <summary>Outcomes that the newest version has not seen, when that is reason enough to train.</summary>
    public int DueOutcomeCount { get; init; }

    public int StagedCount { get; init; }

    /// <summary>The newest file with rows that were not taken.</summary>
    public (int BatchId, string FileName, int RowCount)? Rejected { get; init; }

    public int SilentHotCount { get; init; }

    public LeadFilter SilentHot { get; init; } = new();

    public int PairCount { get; init; }

    /// <summary>The campaign whose money came back least.</summary>
    public (int Id, string Name, double Return)? Losing { get; init; }

    /// <summary>The last day with spend, when that is more than a month ago.</summary>
    public DateOnly? SpendEnd { get; init; }
}

/// <summary>Keys of what the steps say.</summary>
public static class HomeMessages
{
    public const string BringOpen = "home.bring-open";
    public const string BringClosed = "home.bring-closed";
    public const string TrainFirst = "home.train-first";
    public const string Staged = "home.staged";
    public const string TrainDue = "home.train-due";
    public const string SilentHot = "home.silent-hot";
    public const string Rejected = "home.rejected";
    public const string Pairs = "home.pairs";
    public const string Losing = "home.losing";
    public const string SpendOld = "home.spend-old";
}

/// <summary>What a person should do next. Pure.</summary>
public static class NextStepRules
{
    public static IReadOnlyList<NextStep> For(Actor actor, StepFacts facts)
    {
        var steps = new List<NextStep>();
        void Add(bool holds, Permission needs, StepTone tone, string href, string key, params object[] values)
        {
            if (holds && actor.Can(needs))
            {
                steps.Add(new NextStep(tone, new Message(key, values), href));
            }
        }

        if (facts.ModelAlarm is { } alarm && actor.Can(Permission.ViewModels))
        {
            steps.Add(new NextStep(StepTone.Alarm, alarm, "/models"));
        }

        var hasNothing = facts.OpenCount + facts.ClosedCount == 0;
        Add(
            facts is { OpenCount: 0, ClosedCount: > 0 },
            Permission.ImportData,
            StepTone.Due,
            "/imports/new",
            HomeMessages.BringOpen,
            facts.ClosedCount
        );
        Add(
            !hasNothing && facts.ClosedCount == 0,
            Permission.ImportData,
            StepTone.Due,
            "/imports/new",
            HomeMessages.BringClosed
        );
        Add(
            facts is { HasChampion: false, IsTraining: false, ClosedCount: > 0 },
            Permission.TrainModels,
            StepTone.Due,
            "/models",
            HomeMessages.TrainFirst,
            facts.ClosedCount
        );
        Add(
            facts.StagedCount > 0,
            Permission.ImportData,
            StepTone.Due,
            "/imports",
            HomeMessages.Staged,
            facts.StagedCount
        );
        Add(
            facts.DueOutcomeCount > 0 && facts is { HasChampion: true, IsTraining: false },
            Permission.TrainModels,
            StepTone.Due,
            "/models",
            HomeMessages.TrainDue,
            facts.DueOutcomeCount
        );
        Add(
            facts.SilentHotCount > 0,
            Permission.ViewLeads,
            StepTone.Due,
            "/leads" + facts.SilentHot.ToQuery(),
            HomeMessages.SilentHot,
            facts.SilentHotCount
        );
        if (facts.Rejected is { } rejected)
        {
            Add(
                true,
                Permission.ImportData,
                StepTone.Idea,
                FormattableString.Invariant($"/imports/{rejected.BatchId}"),
                HomeMessages.Rejected,
                rejected.RowCount,
                rejected.FileName
            );
        }

        Add(
            facts.PairCount > 0,
            Permission.MergeLeads,
            StepTone.Idea,
            "/duplicates",
            HomeMessages.Pairs,
            facts.PairCount
        );
        if (facts.Losing is { } losing)
        {
            Add(
                true,
                Permission.ViewCampaigns,
                StepTone.Idea,
                FormattableString.Invariant($"/campaigns/{losing.Id}?period=12-months&roi=expected"),
                HomeMessages.Losing,
                losing.Name,
                losing.Return
            );
        }

        if (facts.SpendEnd is { } end)
        {
            Add(
                true,
                Permission.ImportData,
                StepTone.Idea,
                "/imports/new",
                HomeMessages.SpendOld,
                end.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            );
        }

        return [.. steps.OrderBy(step => step.Tone)];
    }
}
