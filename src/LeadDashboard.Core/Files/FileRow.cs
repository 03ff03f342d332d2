using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files;

/// <summary>
/// One row as it stands in a file. Either it has as many cells as the header, or <see cref="Problem"/> says why not.
/// </summary>
/// <param name="RowIndex">0-based among the data rows, blank rows included, the header not.</param>
/// <param name="LineNumber">1-based line of the file at which the row begins (in a workbook: the row of the
/// sheet).</param>
/// <param name="Cells">As read, not trimmed.</param>
/// <param name="Problem">Why the row cannot be taken; null = it can.</param>
public sealed record FileRow(int RowIndex, int LineNumber, string[] Cells, Message? Problem)
{
    /// <summary>Nothing in it: counted as skipped, neither imported nor rejected.</summary>
    public bool IsBlank => Problem is null && Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);
}

/// <summary>Why a row was not taken. Line and column as the user sees them.</summary>
public sealed record RowError(int LineNumber, string Column, string Value, Message Reason);

/// <summary>What became of one row: a value, an error, or neither when the row was blank (skipped).</summary>
/// <param name="Warnings">Cells that could not be read and were left out, though the row was taken; null =
/// none.</param>
public readonly record struct RowResult<T>(T? Value, RowError? Error, IReadOnlyList<RowError>? Warnings = null)
    where T : class
{
    public bool IsSkipped => Value is null && Error is null;
}

/// <summary>
/// A file that stops being readable half-way: a job reports <see cref="Error"/> and keeps what it had.
/// </summary>
public sealed class UnreadableFileException(Results.Error error, Exception? inner = null)
    : Exception(error.Message.ToString(), inner)
{
    public Results.Error Error { get; } = error;
}
