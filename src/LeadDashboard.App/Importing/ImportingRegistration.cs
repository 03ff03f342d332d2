using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Importing.Undo;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Jobs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.App.Importing;

internal static class ImportingRegistration
{
    public static IServiceCollection AddImporting(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => ImportOptions.Read(provider.GetService<IConfiguration>()));
        services.AddSingleton<UploadedFiles>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<ImportQueries>();
        services.AddSingleton<StagedFiles>();
        services.AddSingleton<ImportCommitter>();
        services.AddSingleton<DuplicateRows>();
        services.AddSingleton<SampleCompanyService>();
        services.AddSingleton<BotMarks>();
        services.AddSingleton<UploadRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<UploadRetention>());
        services.AddJob<CommitImportJob>();
        services.AddJob<LoadSampleJob>();
        services.AddJob<UndoImportJob>();
        services.AddJob<RetryRejectedJob>();
        services.AddSingleton<ImportTrial>();
        return services;
    }
}
