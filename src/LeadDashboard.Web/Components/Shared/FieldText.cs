namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// Marks the names of the attributes that scores are made of, and of the values the program itself gives them.
/// </summary>
public sealed class FieldText;
