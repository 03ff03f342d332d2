namespace LeadDashboard.Core.Leads;

/// <summary>How many characters the database keeps of a text. Text without a length here has none.</summary>
public static class TextLengths
{
    /// <summary>Names, places and whatever else stands in one cell: an index of PostgreSQL takes 2,704 bytes.</summary>
    public const int Field = 400;

    /// <summary>Natural keys.</summary>
    public const int Key = 200;

    /// <summary>Reasons and other short sentences.</summary>
    public const int Sentence = 1000;

    /// <summary>Ids of users; "system" is one too.</summary>
    public const int UserId = 450;

    /// <summary>SHA-256, hexadecimal.</summary>
    public const int Hash = 64;

    /// <summary>Names of kinds, lanes, settings and the like that the program gives itself.</summary>
    public const int Word = 100;

    /// <summary>ISO 4217.</summary>
    public const int Currency = 3;

    /// <summary>E.164: "+" and 15 digits.</summary>
    public const int Phone = 16;

    /// <summary>Names of files, as uploaded or stored.</summary>
    public const int FileName = 1024;

    /// <summary>The first characters; a pair of surrogates is not torn apart.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text
        : char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)]
        : text[..length];
}
