using System.Text.Json;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Matching;

/// <summary>Stored as a number, never renumbered.</summary>
public enum PairState
{
    /// <summary>Waits for a decision.</summary>
    Open = 0,
    NotDuplicate = 1,
    Merged = 2,
}

/// <summary>
/// Two leads that may be one. Unique by (LeftLeadId, RightLeadId); LeftLeadId &lt; RightLeadId. A lead that was merged
/// away keeps its pairs, so that undoing brings them back.
/// </summary>
public sealed class DuplicatePair
{
    public int Id { get; set; }
    public int LeftLeadId { get; set; }
    public int RightLeadId { get; set; }

    /// <summary>Chance 0..1 that both are the same.</summary>
    public double Probability { get; set; }

    /// <summary>
    /// The groups as wholes agree too (see <see cref="MatchPair.IsJoined"/>): such a pair may be merged with many
    /// others at once.
    /// </summary>
    public bool IsJoined { get; set; }

    /// <summary>JSON of <see cref="PairEvidence"/>[].</summary>
    public string EvidenceJson { get; set; } = "[]";
    public PairState State { get; set; }

    /// <summary>
    /// The import that found the pair and is about to skip or merge its row; null = a person decides. Searches leave
    /// such a pair alone.
    /// </summary>
    public int? ImportBatchId { get; set; }
    public DateTime FoundUtc { get; set; }
    public string? ReviewedById { get; set; }
    public DateTime? ReviewedUtc { get; set; }
}

/// <summary>One field's evidence as stored with a pair; the values are those of the leads.</summary>
/// <param name="Bits">Above 0 speaks for a duplicate; one bit doubles the odds.</param>
public sealed record PairEvidence(string Field, MatchLevel Level, double Bits)
{
    public static string ToJson(IEnumerable<MatchEvidence> evidence) =>
        JsonSerializer.Serialize(
            evidence
                .Where(field => field.Level != MatchLevel.Missing)
                .Select(field => new PairEvidence(field.Field, field.Level, Math.Round(field.Bits, 2)))
        );

    public static IReadOnlyList<PairEvidence> Parse(string json) =>
        JsonSerializer.Deserialize<PairEvidence[]>(json) ?? [];
}
