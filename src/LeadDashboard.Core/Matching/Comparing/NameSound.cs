namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// A light phonetic key in the manner of Soundex (Russell 1918), with a few English and German spellings levelled first
/// and the first sound coded too,
/// so that "Philipp" and "filip", "Meyer" and "Maier", "Catherine" and "Kathrin" meet. Scripts without Latin letters
/// keep their characters.
/// </summary>
public static class NameSound
{
    private const int MaxLength = 5;

    /// <param name="text">Folded text (see NormalForms.Fold); only its letters count.</param>
    public static string Encode(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[MaxLength];
        var length = 0;
        var lastCode = '\0';
        for (var i = 0; i < text.Length && length < MaxLength; i++)
        {
            var c = text[i];
            if (!char.IsLetter(c))
            {
                continue;
            }

            if (c > 'z')
            {
                key[length++] = c;
                lastCode = '\0';
                continue;
            }

            var code = Code(c, i + 1 < text.Length ? text[i + 1] : '\0');
            if (code == '0')
            {
                // Vowels separate equal sounds and count only at the start.
                if (length == 0)
                {
                    key[length++] = 'a';
                }

                lastCode = c is 'h' or 'w' ? lastCode : '\0';
            }
            else if (code != lastCode)
            {
                key[length++] = code;
                lastCode = code;
            }
        }

        return new string(key[..length]);
    }

    private static char Code(char c, char next) =>
        c switch
        {
            'p' when next == 'h' => 'f',
            'b' or 'p' => 'p',
            'f' or 'v' => 'f',
            'c' when next is 'e' or 'i' or 'y' or 'h' => 's',
            'c' or 'k' or 'q' or 'g' or 'x' => 'k',
            's' or 'z' or 'j' => 's',
            'd' or 't' => 't',
            'l' => 'l',
            'm' or 'n' => 'm',
            'r' => 'r',
            _ => '0',
        };
}
