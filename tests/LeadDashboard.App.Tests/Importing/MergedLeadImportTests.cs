using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// A lead that was merged away lives on under its survivor: files that still name it mean the survivor.
/// </summary>
public sealed class MergedLeadImportTests : IDisposable
{
    private const string Header = "Lead Id,Name,Email,Company,City\n";
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_KeyOfAMergedLead_ChangesTheSurvivorAndCreatesNothing()
    {
        await _app.ImportAsync(Header + "L1,Ann Berg,ann@example.com,Acme,Oslo\nL2,Anne Berg,berg@example.com,Acme,\n");
        var merged = await MergeAsync();

        var batch = await _app.ImportAsync(
            Header + "L1,Ann Berg,ann@example.com,Acme,Bergen\nL2,Ann Berg,ann@example.com,Acme,Bergen\n"
        );

        Assert.Equal((0, 2), (batch.ImportedCount, batch.UpdatedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var lead = await context.Leads.SingleAsync();
        Assert.Equal((merged.SurvivorId, "Bergen"), (lead.Id, lead.City));
    }

    [Fact]
    public async Task Import_ActivityOfAMergedLead_GoesToTheSurvivor()
    {
        await _app.ImportAsync(Header + "L1,Ann Berg,ann@example.com,Acme,Oslo\nL2,Anne Berg,berg@example.com,Acme,\n");
        var merged = await MergeAsync();

        var batch = await _app.ImportAsync(
            "Lead Id,Type,Date,Detail\nL1,Visit,2026-05-01 10:00,/a\nL2,Visit,2026-05-02 10:00,/b\n",
            ImportKind.Activities
        );

        Assert.Equal((2, 0), (batch.ImportedCount, batch.RejectedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(
            [merged.SurvivorId, merged.SurvivorId],
            await context.Activities.Select(activity => activity.LeadId).ToListAsync()
        );
    }

    private async Task<MergeRecord> MergeAsync()
    {
        int pairId;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var ids = await context.Leads.OrderBy(lead => lead.Id).Select(lead => lead.Id).ToListAsync();
            var pair = new DuplicatePair
            {
                LeftLeadId = ids[0],
                RightLeadId = ids[1],
                Probability = 0.97,
            };
            context.Add(pair);
            await context.SaveChangesAsync();
            pairId = pair.Id;
        }

        var result = await _app.Get<DuplicateService>()
            .MergeAsync(pairId, null, new Dictionary<string, int>(StringComparer.Ordinal), ImportSteps.Admin);
        Assert.True(result.IsOk, MessageTexts.Say(result.Error));
        return result.Value;
    }
}
