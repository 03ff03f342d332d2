using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Cli.Database;

/// <summary>Rows of an import that were rejected for one reason.</summary>
/// <param name="Column">Where it was found; "" = the whole row.</param>
/// <param name="Key">Of the message.</param>
/// <param name="Count">Rows.</param>
/// <param name="FirstLine">1-based line of the first of them.</param>
/// <param name="Text">What is said of the first of them.</param>
internal sealed record RejectedReason(string Column, string Key, int Count, int FirstLine, string Text);

/// <summary>What became of an imported file, in words and as JSON.</summary>
internal static class ImportResult
{
    /// <summary>Grouped by column and reason, the most frequent first.</summary>
    public static async Task<IReadOnlyList<RejectedReason>> ReasonsAsync(
        DatabaseSession session,
        int batchId,
        CancellationToken cancellationToken
    )
    {
        var groups = new Dictionary<(string Column, string Key), RejectedReason>();
        var rows = session
            .Get<ImportQueries>()
            .StreamRejectedAsync(session.Actor, batchId, isKept: false, cancellationToken);
        await foreach (var row in rows)
        {
            // A row that looks like a lead already there is counted as skipped.
            if (row.ResembledLeadId is not null)
            {
                continue;
            }

            var reason = Message.FromStored(row.Reason) ?? Message.Verbatim(row.Reason);
            var place = (row.Column, reason.Key);
            groups[place] = groups.TryGetValue(place, out var known)
                ? known with
                {
                    Count = known.Count + 1,
                }
                : new RejectedReason(row.Column, reason.Key, 1, row.LineNumber, MessageTexts.Say(reason));
        }

        return [.. groups.Values.OrderByDescending(group => group.Count).ThenBy(group => group.FirstLine)];
    }

    /// <param name="brought">Of a file of leads and activities; null = of one kind.</param>
    public static string Text(
        ImportBatch batch,
        IReadOnlyList<RejectedReason> reasons,
        (int Leads, int Activities)? brought
    ) =>
        string.Join(
            Environment.NewLine,
            reasons
                .Select(reason =>
                    CliTexts.Say(
                        reason.Column.Length > 0 ? "cli.rejected-in" : "cli.rejected-row",
                        reason.Count,
                        reason.Column,
                        reason.Text,
                        reason.FirstLine.ToString(CultureInfo.InvariantCulture)
                    )
                )
                .Prepend(brought is { } both ? CliTexts.Say("cli.brought", both.Leads, both.Activities) : "")
                .Prepend(
                    CliTexts.Say(
                        "cli.imported",
                        batch.FileName,
                        batch.RowCount,
                        batch.ImportedCount,
                        batch.UpdatedCount,
                        batch.RejectedCount,
                        batch.SkippedCount,
                        CellReport.FromJson(batch.CellsJson).LeftOut
                    )
                )
                .Concat(CellReport.FromJson(batch.CellsJson).Say().Select(said => MessageTexts.Say(said)))
                .Where(line => line.Length > 0)
        );

    public static string Json(
        ImportBatch batch,
        IReadOnlyList<RejectedReason> reasons,
        (int Leads, int Activities)? brought,
        IReadOnlyList<JobSnapshot> followUps
    ) =>
        CliJson.Write(
            new
            {
                BatchId = batch.Id,
                File = batch.FileName,
                batch.Kind,
                batch.Status,
                Rows = batch.RowCount,
                Imported = batch.ImportedCount,
                Updated = batch.UpdatedCount,
                Rejected = batch.RejectedCount,
                Skipped = batch.SkippedCount,
                ValuesLeftOut = CellReport.FromJson(batch.CellsJson).LeftOut,
                Warnings = batch.WarningCount,
                Cells = CellsOf(CellReport.FromJson(batch.CellsJson)),
                Conflicts = batch.ConflictCount,
                Brought = brought is { } both ? new { both.Leads, both.Activities } : null,
                Reasons = reasons,
                FollowUps = followUps.Select(job => new
                {
                    job.Id,
                    job.Kind,
                    job.Status,
                    Error = job.Error is null ? null : MessageTexts.Say(job.Error),
                }),
            }
        );

    /// <summary>Filled = Stored + NotKnown + NotImported + LeftOut, for all columns and for each.</summary>
    private static object CellsOf(CellReport cells) =>
        new
        {
            cells.Filled,
            cells.Stored,
            cells.NotKnown,
            cells.NotImported,
            cells.LeftOut,
            cells.Columns,
            Notes = cells.Notes.Select(note => new
            {
                Column = note.Header,
                note.Note,
                note.Count,
                note.Examples,
                Text = MessageTexts.Say(CellReport.Say(note)),
            }),
        };
}
