namespace LeadDashboard.Core.Importing;

/// <summary>A record that a file may bring.</summary>
public interface IImported
{
    int Id { get; }

    /// <summary>The import that created the record; null = none.</summary>
    int? ImportBatchId { get; }
}
