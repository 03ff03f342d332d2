using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Campaigns;

/// <summary>A cost in a list.</summary>
/// <param name="Subject">The product, campaign or channel that it is of; "" = of all.</param>
/// <param name="IsValid">It counts on the day that was asked for.</param>
public sealed record CostLine(
    CostKind Kind,
    string Subject,
    decimal Amount,
    string Currency,
    DateOnly ValidFrom,
    bool IsValid
);

/// <summary>What work, products and leads cost.</summary>
public sealed class CostQueries(IDbContextFactory<LeadContext> contexts, SettingStore settings, TimeProvider clock)
{
    /// <summary>By kind and subject, the newest first.</summary>
    /// <param name="day">Of the company; null = today.</param>
    public async Task<IReadOnlyList<CostLine>> ListAsync(Actor actor, DateOnly? day, CancellationToken ct)
    {
        actor.Require(Permission.ViewCampaigns);
        var company = await settings.ReadAsync<CompanySettings>(ct);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rates = await context.CostRates.AsNoTracking().ToListAsync(ct);
        var valid = CostRules.ValidOn(rates, day ?? company.Days.DayOf(clock.GetUtcNow().UtcDateTime)).ToHashSet();
        return
        [
            .. rates
                .OrderBy(rate => rate.Kind)
                .ThenBy(rate => rate.Subject, StringComparer.OrdinalIgnoreCase)
                .ThenByDescending(rate => rate.ValidFromUtc)
                .Select(rate => new CostLine(
                    rate.Kind,
                    rate.Subject,
                    rate.Amount,
                    rate.Currency ?? company.Currency,
                    DateOnly.FromDateTime(rate.ValidFromUtc),
                    valid.Contains(rate)
                )),
        ];
    }
}
