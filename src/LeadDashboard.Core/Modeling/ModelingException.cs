namespace LeadDashboard.Core.Modeling;

/// <summary>The data do not allow a model; the message says what was found and what is needed.</summary>
public sealed class ModelingException(string message) : Exception(message);
