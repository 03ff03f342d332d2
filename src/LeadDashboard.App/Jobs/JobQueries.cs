using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Jobs;

/// <summary>Jobs as the rows tell them.</summary>
public sealed class JobQueries(IDbContextFactory<LeadContext> contexts)
{
    public async Task<JobSnapshot?> FindAsync(Actor actor, int jobId, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ViewLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var job = await context.Jobs.AsNoTracking().FirstOrDefaultAsync(job => job.Id == jobId, cancellationToken);
        return job is null ? null : JobSnapshot.From(job);
    }

    /// <summary>The newest job of a kind, whatever became of it.</summary>
    public async Task<JobSnapshot?> LatestAsync(Actor actor, string kind, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ViewLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var job = await context
            .Jobs.AsNoTracking()
            .Where(job => job.Kind == kind)
            .OrderByDescending(job => job.Id)
            .FirstOrDefaultAsync(cancellationToken);
        return job is null ? null : JobSnapshot.From(job);
    }

    /// <summary>Waiting and running jobs, oldest first.</summary>
    public async Task<IReadOnlyList<JobSnapshot>> ActiveAsync(Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ViewLeads);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var jobs = await context
            .Jobs.AsNoTracking()
            .Where(job => job.Status == JobStatus.Waiting || job.Status == JobStatus.Running)
            .OrderBy(job => job.Id)
            .ToListAsync(cancellationToken);
        return [.. jobs.Select(job => JobSnapshot.From(job))];
    }
}
