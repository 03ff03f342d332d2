using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Seeding;

/// <summary>
/// Gives the leads of a database that is older than accounts their accounts, once. A chunk and the place to go on are
/// one transaction: a kill costs one chunk.
/// </summary>
public static class AccountBackfill
{
    /// <summary>The setting that says how far it is; its value is -1 when all leads have been looked at.</summary>
    public const string SettingKey = "AccountBackfill";

    private const int ChunkSize = 20_000;
    private const int Done = -1;

    public static async Task RunAsync(LeadContext context, BulkWriter writer, CancellationToken cancellationToken)
    {
        var setting = await context
            .Settings.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.Key == SettingKey, cancellationToken);
        var lastId = setting is null ? 0 : JsonSerializer.Deserialize<int>(setting.ValueJson);
        if (lastId == Done)
        {
            return;
        }

        var known = await context.Accounts.ToDictionaryAsync(
            account => account.NameKey,
            account => account.Id,
            StringComparer.Ordinal,
            cancellationToken
        );
        while (lastId != Done)
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            lastId = await StepAsync(context, writer, known, lastId, cancellationToken);
            await SaveAsync(context, lastId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static async Task<int> StepAsync(
        LeadContext context,
        BulkWriter writer,
        Dictionary<string, int> known,
        int lastId,
        CancellationToken cancellationToken
    )
    {
        var leads = await context
            .Leads.Where(lead => lead.Id > lastId)
            .OrderBy(lead => lead.Id)
            .Take(ChunkSize)
            .Select(lead => new Lead
            {
                Id = lead.Id,
                AccountId = lead.AccountId,
                Company = lead.Company,
                Email = lead.Email,
                Industry = lead.Industry,
                CompanySize = lead.CompanySize,
                CreatedUtc = lead.CreatedUtc,
            })
            .ToListAsync(cancellationToken);
        if (leads.Count == 0)
        {
            await context
                .Deals.Where(deal => deal.AccountId == null)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            deal => deal.AccountId,
                            deal =>
                                context
                                    .Leads.Where(lead => lead.Id == deal.LeadId)
                                    .Select(lead => lead.AccountId)
                                    .FirstOrDefault()
                        ),
                    cancellationToken
                );
            return Done;
        }

        var keys = leads
            .Where(lead => lead.AccountId is null)
            .Select(lead => (Lead: lead, Key: AccountRules.KeyOf(lead.Company, lead.Email)!))
            .Where(item => item.Key is not null)
            .ToList();
        var created = keys.Where(item => !known.ContainsKey(item.Key))
            .DistinctBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => AccountRules.Create(item.Key, item.Lead, importBatchId: null))
            .ToList();
        await writer.InsertAsync(context, created, cancellationToken);
        var wanted = created.Select(account => account.NameKey).ToArray();
        foreach (
            var account in await context
                .Accounts.Where(account => EF.Parameter(wanted).Contains(account.NameKey))
                .Select(account => new { account.NameKey, account.Id })
                .ToListAsync(cancellationToken)
        )
        {
            known[account.NameKey] = account.Id;
        }

        foreach (var (lead, key) in keys)
        {
            lead.AccountId = known[key];
        }

        await writer.UpdateAsync(context, keys.Select(item => item.Lead), [nameof(Lead.AccountId)], cancellationToken);
        return leads[^1].Id;
    }

    private static async Task SaveAsync(LeadContext context, int lastId, CancellationToken cancellationToken)
    {
        var value = lastId.ToString(CultureInfo.InvariantCulture);
        if (
            await context
                .Settings.Where(setting => setting.Key == SettingKey)
                .ExecuteUpdateAsync(set => set.SetProperty(setting => setting.ValueJson, value), cancellationToken) == 0
        )
        {
            context.Settings.Add(
                new Setting
                {
                    Key = SettingKey,
                    ValueJson = value,
                    ChangedUtc = DateTime.UnixEpoch,
                    ChangedById = "system",
                }
            );
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
