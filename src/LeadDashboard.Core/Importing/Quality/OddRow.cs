namespace LeadDashboard.Core.Importing.Quality;

/// <summary>A row unlike the others of its file.</summary>
/// <param name="LineNumber">1-based line of the file.</param>
/// <param name="Score">0..1; 0.5 is a row like any other.</param>
/// <param name="Cells">The columns that make it odd, the strongest first.</param>
/// <param name="LeadKey">Key of the lead that the row means; null where it means none.</param>
public sealed record OddRow(int LineNumber, double Score, IReadOnlyList<OddCell> Cells, string? LeadKey = null);

/// <param name="Share">0..1 of what makes the row odd.</param>
public sealed record OddCell(string Header, string Value, double Share);
