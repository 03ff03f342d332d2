namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// What kind of value a compared field holds: it decides the normal form, the levels and the blocking keys.
/// </summary>
public enum MatchKind
{
    /// <summary>One part of a person's name (given name or surname).</summary>
    NamePart = 0,

    /// <summary>A whole name in any order of its parts.</summary>
    FullName = 1,

    /// <summary>Street, district, city: words with typing errors.</summary>
    Text = 2,

    /// <summary>Identity number, postcode, house number: every character counts.</summary>
    Code = 3,

    Date = 4,
    Number = 5,

    /// <summary>Few values, no typing errors expected: country, state, industry.</summary>
    Category = 6,
    Email = 7,
    Phone = 8,
    Company = 9,
}

/// <summary>A field that takes part in the comparison.</summary>
/// <param name="Name">As the user knows it; unique within a table.</param>
public sealed record MatchField(string Name, MatchKind Kind);

/// <summary>How well two values of a field agree.</summary>
public enum MatchLevel
{
    /// <summary>At least one side is empty: no evidence either way.</summary>
    Missing = 0,
    Different = 1,
    Similar = 2,
    Close = 3,
    Exact = 4,

    /// <summary>The value stands in a sister field of the other record (given name and surname swapped).</summary>
    Moved = 5,

    /// <summary>An e-mail address made of the name agrees because the name does: no evidence of its own.</summary>
    Implied = 6,
}
