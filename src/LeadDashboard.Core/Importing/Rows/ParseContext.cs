using LeadDashboard.Core.Files;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What a parser must know besides the row and the map.</summary>
/// <param name="Format">For the decimal sign and the order of dates.</param>
/// <param name="FileKey">Same for the same content, e.g. the file's SHA-256: the key of rows without an
/// identity.</param>
/// <param name="ImportedUtc">Stands in for an unknown creation date.</param>
/// <param name="ImportBatchId">Written on each lead; null outside of an import.</param>
/// <param name="Currency">ISO 4217 code of the company's money: amounts in another are not counted; null = amounts are
/// taken in whatever money they are.</param>
public sealed record ParseContext(
    FileFormat Format,
    string FileKey,
    DateTime ImportedUtc,
    int? ImportBatchId = null,
    string? Currency = null
);
