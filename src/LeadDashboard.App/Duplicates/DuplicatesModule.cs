using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Duplicates;

/// <summary>Pairs of leads that may be the same, and their merging.</summary>
public sealed class DuplicatesModule : FeatureModule
{
    /// <summary>Compares all leads and refreshes the queue of pairs.</summary>
    public static readonly JobKind<TriggerArguments> FindDuplicates = new(
        "FindDuplicates",
        Permission.MergeLeads,
        JobLane.Learning
    );

    /// <summary>Merges all open pairs at or above a probability that do not contradict others.</summary>
    public static readonly JobKind<MergeArguments> MergeDuplicates = new("MergeDuplicates", Permission.MergeLeads);

    /// <summary>Takes back the merges of one group.</summary>
    public static readonly JobKind<UndoMergesArguments> UndoMerges = new("UndoMerges", Permission.MergeLeads);

    public override IReadOnlyList<JobEntry> Jobs =>
        [
            JobEntry.HandledBy<FindDuplicatesJob>(FindDuplicates),
            JobEntry.HandledBy<MergeDuplicatesJob>(MergeDuplicates),
            JobEntry.HandledBy<UndoMergesJob>(UndoMerges),
        ];

    public override void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DuplicateService>();
        services.AddSingleton<ImportPairs>();
        services.AddSingleton<DuplicateWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<DuplicateWatch>());
    }
}

/// <param name="Group">Names what is merged together, so that it can be taken back together.</param>
/// <param name="Probability">0.9..1.</param>
public sealed record MergeArguments(string Group, double Probability);

/// <param name="Group">As of <see cref="MergeArguments"/>.</param>
public sealed record UndoMergesArguments(string Group);
