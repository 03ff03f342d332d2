using System.Text;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>The name that a browser gives an uploaded file: shown and remembered, never used as a path.</summary>
public static class UploadName
{
    /// <summary>As long as a name may be on common disks.</summary>
    public const int MaxLength = 255;

    private const string Unnamed = "upload";

    /// <summary>
    /// The last part of a path, without control and direction characters; the ending is kept when cut.
    /// </summary>
    public static string Clean(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder(Math.Min(last.Length, MaxLength));
        foreach (var rune in last.EnumerateRunes())
        {
            if (
                !Rune.IsControl(rune)
                && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format
            )
            {
                kept.Append(rune);
            }
        }

        var text = kept.ToString().Trim();
        if (text.Length > MaxLength)
        {
            var ending = Path.GetExtension(text) is { Length: <= 10 } known ? known : "";
            var length = MaxLength - ending.Length;
            text = text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + ending;
        }

        return text.Length == 0 ? Unnamed : text;
    }
}
