namespace LeadDashboard.Data.Backup;

/// <summary>The database cannot be used as it is: what was found, where, what was expected, and the way out.</summary>
public sealed class DatabaseProblemException(string message, Exception? inner = null) : Exception(message, inner);
