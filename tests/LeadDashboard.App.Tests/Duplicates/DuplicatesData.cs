using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Sampling;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

/// <summary>Leads with planted duplicates, and what of a database must be the same after an undo or a kill.</summary>
internal static class DuplicatesData
{
    private static readonly DateTime Day = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Each lead has one activity, every third an outcome, every fifth a score receipt.</summary>
    /// <returns>The entity behind each lead id.</returns>
    public static async Task<Dictionary<int, string>> PlantAsync(
        IDbContextFactory<LeadContext> contexts,
        int rowCount,
        double share = 0.2
    )
    {
        var sample = SampleDuplicates.Make(rowCount, share, 2, 3);
        await using var context = await contexts.CreateDbContextAsync();
        context.Add(new ModelVersion { Id = 1, Number = 1 });
        for (var i = 0; i < rowCount; i++)
        {
            var isClosed = i % 3 == 0;
            context.Add(
                new Lead
                {
                    Id = i + 1,
                    LeadKey = "row:" + i.ToString(CultureInfo.InvariantCulture),
                    Name = sample.Columns[0][i]!,
                    Email = sample.Columns[1][i],
                    Phone = sample.Columns[2][i],
                    Company = sample.Columns[3][i],
                    City = sample.Columns[4][i],
                    Country = sample.Columns[5][i],
                    Notes = "Row " + i.ToString(CultureInfo.InvariantCulture),
                    CreatedUtc = Day.AddHours(i % 700),
                    IsCreatedKnown = true,
                    ActivityCount = 1,
                    LastActivityUtc = Day.AddHours(i),
                    Status = isClosed ? (i % 2 == 0 ? LeadStatus.Won : LeadStatus.Lost) : LeadStatus.Open,
                    ClosedUtc = isClosed ? Day.AddDays(i % 50) : null,
                    WonAmount = isClosed && i % 2 == 0 ? 100 + i : null,
                }
            );
            context.Add(
                new Activity
                {
                    LeadId = i + 1,
                    Kind = ActivityKind.Visit,
                    OccurredUtc = Day.AddHours(i),
                }
            );
            if (isClosed)
            {
                context.Add(
                    new Outcome
                    {
                        LeadId = i + 1,
                        Kind = i % 2 == 0 ? OutcomeKind.Won : OutcomeKind.Lost,
                        ClosedUtc = Day.AddDays(i % 50),
                        RecordedUtc = Day,
                    }
                );
            }

            if (i % 5 == 0)
            {
                context.Add(
                    new ScoreReceipt
                    {
                        LeadId = i + 1,
                        ModelVersionId = 1,
                        ScoredUtc = Day,
                        Probability = 0.25,
                    }
                );
            }
        }

        await context.SaveChangesAsync();
        return Enumerable.Range(0, rowCount).ToDictionary(i => i + 1, i => sample.Truth[i]);
    }

    /// <summary>All rows that merging touches, in the order of their keys.</summary>
    public static async Task<string> DumpAsync(LeadContext context)
    {
        var lines = new List<string>();
        lines.AddRange((await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync()).Select(LeadLine));
        lines.AddRange(
            (await context.Activities.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                JsonSerializer.Serialize(row)
            )
        );
        lines.AddRange(
            (await context.Outcomes.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                JsonSerializer.Serialize(row)
            )
        );
        lines.AddRange(
            (await context.ScoreReceipts.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                JsonSerializer.Serialize(row)
            )
        );
        lines.AddRange(
            (await context.DuplicatePairs.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                $"{row.Id} {row.LeftLeadId} {row.RightLeadId} {row.State}"
            )
        );
        return string.Join('\n', lines);
    }

    /// <summary>Without the concurrency token: it counts the saves, and an undo is one more.</summary>
    public static string LeadLine(Lead lead)
    {
        lead.Version = 0;
        return MergeSnapshot.ToJson(lead);
    }

    /// <summary>The merges that stand, without the instants at which they happened.</summary>
    public static async Task<string> DumpMergesAsync(LeadContext context) =>
        string.Join(
            '\n',
            (await context.MergeRecords.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                $"{row.SurvivorId} {row.MergedId} {row.PairId} {row.GroupKey} {row.BeforeJson} {row.AfterJson} "
                + $"{row.MergedJson} {row.MovedJson} {row.UndoneUtc is null}"
            )
        );
}
