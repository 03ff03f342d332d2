using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadDashboard.Core.History;

/// <summary>The hashes that make the audit tamper-evident. Pure.</summary>
public static class AuditHash
{
    /// <summary>Of one change. The salt keeps anybody from guessing erased values back from it.</summary>
    public static string Compute(LeadChange change) =>
        Sha256(change.Salt, change.LeadId.ToString(CultureInfo.InvariantCulture), change.FieldsJson);

    /// <summary>Of one entry, its changes and all entries before it.</summary>
    /// <param name="changeHashes">In the order of the changes' ids.</param>
    public static string Compute(AuditEntry entry, IEnumerable<string> changeHashes) =>
        Sha256([
            entry.PreviousHash,
            // Every database keeps microseconds.
            (entry.AtUtc.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            entry.ActorId,
            entry.Action,
            entry.EntityKind ?? "",
            entry.EntityId?.ToString(CultureInfo.InvariantCulture) ?? "",
            entry.ImportBatchId?.ToString(CultureInfo.InvariantCulture) ?? "",
            entry.Count.ToString(CultureInfo.InvariantCulture),
            .. changeHashes,
        ]);

    /// <summary>Each part behind its length: no two lists of parts give the same bytes.</summary>
    private static string Sha256(params string[] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
