using LeadDashboard.App.Access;
using LeadDashboard.Data;

namespace LeadDashboard.App.Hosting;

/// <summary>The last lines of the start: where the data lies; the set-up code while nobody has an account.</summary>
public sealed class StartReport(
    DataFolder folder,
    FirstAdmin firstAdmin,
    SetupCode setupCode,
    ILogger<StartReport> logger
)
{
    public async Task WriteAsync(CancellationToken cancellationToken = default)
    {
        logger.LogWarning("The data of this company lies in {DataFolder}", folder.Path);
        if (await firstAdmin.IsOpenAsync(cancellationToken))
        {
            logger.LogWarning(
                "Nobody has an account yet. Open the address above and create the admin with this one-time set-up "
                    + "code: {SetupCode}",
                setupCode.Value
            );
        }
    }
}
