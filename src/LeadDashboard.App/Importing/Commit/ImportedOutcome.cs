using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>The outcome of a lead that a file has closed.</summary>
internal static class ImportedOutcome
{
    /// <param name="lead">Won or lost; without a closing date it was closed now.</param>
    /// <param name="leadId">A lead that was only just stored does not carry its id.</param>
    public static Outcome Create(Lead lead, int leadId, OutcomeSource source, int? batchId, DateTime nowUtc) =>
        new()
        {
            LeadId = leadId,
            Kind = lead.Status == LeadStatus.Won ? OutcomeKind.Won : OutcomeKind.Lost,
            Source = source,
            Amount = lead.WonAmount,
            Reason = lead.LossReason,
            ClosedUtc = lead.ClosedUtc ?? nowUtc,
            RecordedUtc = nowUtc,
            ProbabilityShown = lead.Probability,
            SegmentShown = lead.Segment,
            ModelVersionId = lead.ModelVersionId,
            ImportBatchId = batchId,
        };
}
