using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Importing.Undo;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App.Importing;

/// <summary>Files in, and out again.</summary>
public sealed class ImportingModule : FeatureModule
{
    /// <summary>Imports one uploaded file.</summary>
    public static readonly JobKind<ImportArguments> CommitImport = new("CommitImport", Permission.ImportData)
    {
        BringsLeads = true,
    };

    /// <summary>Makes the sample company and imports it.</summary>
    public static readonly JobKind<NoArguments> LoadSample = new("LoadSample", Permission.ImportData)
    {
        BringsLeads = true,
    };

    /// <summary>Takes back what an import brought.</summary>
    public static readonly JobKind<ImportArguments> UndoImport = new("UndoImport", Permission.ImportData);

    /// <summary>Runs corrected rows of an import again.</summary>
    public static readonly JobKind<RetryArguments> RetryRejected = new("RetryRejected", Permission.ImportData)
    {
        BringsLeads = true,
    };

    public override IReadOnlyList<JobEntry> Jobs =>
        [
            JobEntry.HandledBy<CommitImportJob>(CommitImport),
            JobEntry.HandledBy<LoadSampleJob>(LoadSample),
            JobEntry.HandledBy<UndoImportJob>(UndoImport),
            JobEntry.HandledBy<RetryRejectedJob>(RetryRejected),
        ];

    public override void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(provider => ImportOptions.Read(provider.GetService<IConfiguration>()));
        services.AddSingleton<UploadedFiles>();
        services.AddSingleton<ResumableUploads>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<StagedFiles>();
        services.AddSingleton<ImportCommitter>();
        services.AddSingleton<DuplicateRows>();
        services.AddSingleton<SampleCompanyService>();
        services.AddSingleton<BotMarks>();
        services.AddSingleton<UploadRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<UploadRetention>());
        services.AddSingleton<ImportTrial>();
    }
}

/// <param name="BatchId">The import.</param>
public sealed record ImportArguments(int BatchId);

/// <param name="BatchId">The import whose rows run again.</param>
/// <param name="All">False: only rows that a person corrected.</param>
/// <param name="LookAlikes">The rows that were skipped because they look like a lead, not the rejected ones.</param>
/// <param name="Waiting">Only the rows that wait for their lead, as they stand in the file.</param>
public sealed record RetryArguments(int BatchId, bool All, bool LookAlikes = false, bool Waiting = false);
