using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What the rows of an import are read with: the same for import, trial and repetition.</summary>
internal static class ParseContexts
{
    /// <param name="importedUtc">Stands in for an unknown creation date.</param>
    /// <param name="currency">What the company is to count in; null = what it counts in.</param>
    public static async Task<ParseContext> ReadAsync(
        IDbContextFactory<LeadContext> contexts,
        ImportBatch batch,
        FileFormat format,
        DateTime importedUtc,
        string? currency,
        CancellationToken cancellationToken
    )
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        currency ??= await LeadsOfDeals.CurrencyAsync(database, cancellationToken);
        return new ParseContext(format, batch.Sha256, importedUtc, batch.Id, currency);
    }
}
