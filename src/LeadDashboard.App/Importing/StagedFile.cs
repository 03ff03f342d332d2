using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>A file with what it seems to mean.</summary>
public sealed record StagedFile(
    ImportBatch Batch,
    FileFormat Format,
    FileSample Sample,
    ColumnMap Map,
    MapSuggestion Suggestion
)
{
    /// <summary>
    /// How the earlier file was read whose map was taken over; null = the map was made for this file.
    /// </summary>
    public FileFormat? EarlierFormat { get; init; }

    public CompanyMoney Money { get; init; } = new(new CompanySettings().Currency, IsChosen: false, IsFree: false);
}

/// <summary>The money that the company counts in, see decision 27.</summary>
/// <param name="Code">ISO 4217.</param>
/// <param name="IsChosen">Somebody has saved the settings of the company.</param>
/// <param name="IsFree">No amount is counted in it yet, and the actor may change it.</param>
public sealed record CompanyMoney(string Code, bool IsChosen, bool IsFree)
{
    /// <summary>The currency to count in from this file on; null = it stays.</summary>
    public string? Offer(StagedFile file, ColumnMap map) =>
        IsFree
            ? AmountCurrencies.Offer(AmountCurrencies.Find(map, file.Format, file.Sample.Rows, Code), Code)
            : null;

    internal static async Task<CompanyMoney> ReadAsync(
        LeadContext database,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var isChosen = await database.Settings.AnyAsync(
            setting => setting.Key == nameof(CompanySettings),
            cancellationToken
        );
        var isFree =
            actor.Can(Permission.EditSettings)
            && !await database.Leads.AnyAsync(cancellationToken)
            && !await database.Deals.AnyAsync(cancellationToken)
            && !await database.Products.AnyAsync(cancellationToken)
            && !await database.CampaignSpends.AnyAsync(cancellationToken)
            && !await database.Purchases.AnyAsync(cancellationToken)
            && !await database.CostRates.AnyAsync(cancellationToken)
            && !await database.Campaigns.AnyAsync(campaign => campaign.BudgetAmount != null, cancellationToken);
        return new CompanyMoney(await LeadsOfDeals.CurrencyAsync(database, cancellationToken), isChosen, isFree);
    }
}
