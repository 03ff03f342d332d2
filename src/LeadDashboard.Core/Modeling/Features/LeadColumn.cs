using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// A column that a feature of the program adds to what the learner knows of leads. What reads a value is pure: it says
/// the same for the same lead and instant, and uses nothing that was not known at the instant.
/// </summary>
public sealed class LeadColumn
{
    private readonly Func<IReadOnlyList<Lead>, IReadOnlyList<DateTime>, RawColumn> _build;

    private LeadColumn(
        string name,
        RawKind kind,
        Func<IReadOnlyList<Lead>, IReadOnlyList<DateTime>, RawColumn> build
    ) => (Name, Kind, _build) = (name, kind, build);

    /// <summary>Stored in every model that learnt from the column, so it is never given another meaning.</summary>
    public string Name { get; }

    public RawKind Kind { get; }

    /// <param name="name">Of the column.</param>
    /// <param name="read">NaN = not known.</param>
    public static LeadColumn OfNumbers(string name, Func<Lead, DateTime, float> read) =>
        new(name, RawKind.Number, (leads, instants) => RawColumn.OfNumbers(name, name, Values(leads, instants, read)));

    /// <param name="name">Of the column.</param>
    /// <param name="read">One of few words; null = not known.</param>
    public static LeadColumn OfWords(string name, Func<Lead, DateTime, string?> read) =>
        new(
            name,
            RawKind.Words,
            (leads, instants) =>
                RawColumn.OfWords(name, name, Values(leads, instants, (lead, instant) => read(lead, instant) ?? ""))
        );

    /// <param name="name">Of the column.</param>
    /// <param name="read">Free text; null = not known.</param>
    public static LeadColumn OfTexts(string name, Func<Lead, DateTime, string?> read) =>
        new(
            name,
            RawKind.Text,
            (leads, instants) =>
                RawColumn.OfTexts(name, name, Values(leads, instants, (lead, instant) => read(lead, instant) ?? ""))
        );

    /// <param name="leads">Each is seen from its own instant.</param>
    /// <param name="instantsUtc">DateTime[leadCount].</param>
    internal RawColumn Build(IReadOnlyList<Lead> leads, IReadOnlyList<DateTime> instantsUtc) =>
        _build(leads, instantsUtc);

    private static T[] Values<T>(
        IReadOnlyList<Lead> leads,
        IReadOnlyList<DateTime> instantsUtc,
        Func<Lead, DateTime, T> read
    ) => [.. leads.Select((lead, row) => read(lead, instantsUtc[row]))];
}
