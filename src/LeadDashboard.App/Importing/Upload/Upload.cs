namespace LeadDashboard.App.Importing.Upload;

/// <summary>One file on its way from the browser.</summary>
/// <param name="Key">Given by the browser, unique on the page.</param>
/// <param name="Percent">0..100; null = it waits for its turn.</param>
/// <param name="IsPaused">The connection is lost and the browser tries again.</param>
/// <param name="Error">Why it was not taken; null = nothing went wrong so far.</param>
public sealed record Upload(
    int Key,
    string Name,
    long SizeBytes,
    int? Percent = null,
    bool IsPaused = false,
    int? BatchId = null,
    string? Error = null
)
{
    public bool IsUnderWay => BatchId is null && Error is null;
}
