using LeadDashboard.App.Leads;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>What an import keeps of owners, companies and what leads were; who did what.</summary>
public sealed class ImportHistoryTests : IDisposable
{
    private const string Header = "Lead Id,Name,Email,Company,City,Owner\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_OwnerWhoIsNoUser_IsKeptAndShownAtTheLead()
    {
        await _app.ImportAsync(Header + "L1,Ann,ann@acme.example,Acme GmbH,Oslo,Maria Weber\n");

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var lead = await context.Leads.SingleAsync();
        Assert.Equal((null, "Maria Weber"), (lead.OwnerId, lead.OwnerText));
        Assert.Equal("Maria Weber", (await _app.Get<LeadQueries>().FindAsync(Actor.System, lead.Id))!.OwnerName);
    }

    [Fact]
    public async Task Import_Companies_BecomeAccountsOnce()
    {
        await _app.ImportAsync(
            Header + "L1,Ann,ann@acme.example,Acme GmbH,Oslo,\nL2,Bob,,ACME GmbH,Rome,\nL3,Cid,cid@gmail.com,,Bonn,\n"
        );
        await _app.ImportAsync(Header + "L4,Dan,dan@acme.example,Acme GmbH,Graz,\n");

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var account = await context.Accounts.SingleAsync();
        Assert.Equal(("Acme GmbH", "acme.example"), (account.Name, account.Domain));
        Assert.Equal(
            [account.Id, account.Id, null, account.Id],
            await context.Leads.OrderBy(lead => lead.LeadKey).Select(lead => lead.AccountId).ToListAsync()
        );
    }

    [Fact]
    public async Task Import_ChangedLead_LeavesOneChangeThatTheAuditCovers()
    {
        await _app.ImportAsync(Header + "L1,Ann,ann@acme.example,Acme GmbH,Oslo,\n");
        var second = await _app.ImportAsync(Header + "L1,Anna,ann@acme.example,Acme GmbH,Paris,\n");

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var change = await context.LeadChanges.SingleAsync();
        Assert.Equal((second.Id, ChangeSource.Import), (change.ImportBatchId, change.Source));
        Assert.Equal(
            [("City", "Oslo", "Paris"), ("Name", "Ann", (string?)"Anna")],
            ChangeMap.Parse(change.FieldsJson).Select(c => (c.Field, c.Before, c.After)).OrderBy(c => c.Field)
        );
        Assert.Equal(2, await context.AuditEntries.CountAsync());
        Assert.Null(await AuditCheck.FirstBrokenAsync(context, default));

        await context.LeadChanges.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.FieldsJson, """{"City":["Oslo","Rome"]}""")
        );
        Assert.Equal(change.AuditEntryId, await AuditCheck.FirstBrokenAsync(context, default));
    }

    [Fact]
    public async Task Audit_EntryLeftOutOrErasedValues_IsToldApart()
    {
        await _app.ImportAsync(Header + "L1,Ann,ann@acme.example,Acme GmbH,Oslo,\n");
        await _app.ImportAsync(Header + "L1,Anna,ann@acme.example,Acme GmbH,Paris,\n");
        await _app.ImportAsync(Header + "L1,Anne,ann@acme.example,Acme GmbH,Nice,\n");
        await using var context = await _app.Contexts.CreateDbContextAsync();

        // Erasing a person empties values and salts and keeps the hashes: the chain holds.
        await context.LeadChanges.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.FieldsJson, "{}").SetProperty(row => row.Salt, "")
        );
        Assert.Null(await AuditCheck.FirstBrokenAsync(context, default));

        var entries = await context.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync();
        await context.AuditEntries.Where(entry => entry.Id == entries[0].Id).ExecuteDeleteAsync();
        Assert.Equal(entries[1].Id, await AuditCheck.FirstBrokenAsync(context, default));
    }

    [Fact]
    public async Task Outcome_RecordedAndUndone_IsToldOnceEachInOrder()
    {
        var batch = await _app.ImportAsync(Header + "L1,Ann,ann@acme.example,Acme GmbH,Oslo,\n");
        int leadId;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            leadId = (await context.Leads.SingleAsync()).Id;
        }

        var won = new OutcomeEntry(OutcomeKind.Won, 5m);
        await _app.Get<OutcomeService>().RecordAsync(leadId, won, ImportSteps.Admin);

        var reader = _app.Get<OutboxReader>();
        var events = await reader.ReadAsync("test", 10);
        Assert.Equal([EventKinds.LeadsImported, EventKinds.OutcomeRecorded], events.Select(entry => entry.Kind));
        Assert.Equal((batch.Id, 1), (events[0].ImportBatchId, events[0].Count));
        await reader.MoveAsync("test", events[0]);
        Assert.Equal(leadId, Assert.Single(await reader.ReadAsync("test", 10)).EntityId);
        Assert.Equal(2, (await reader.ReadAsync("another", 10)).Count);
        await using var now = await _app.Contexts.CreateDbContextAsync();
        Assert.Contains(
            "\"Status\":[\"0\",\"1\"]",
            (await now.LeadChanges.SingleAsync()).FieldsJson,
            StringComparison.Ordinal
        );
        Assert.Null(await AuditCheck.FirstBrokenAsync(now, default));
    }
}
