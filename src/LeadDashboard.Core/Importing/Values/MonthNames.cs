using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// Names of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish and Danish.
/// </summary>
internal static class MonthNames
{
    /// <summary>Letters that every abbreviation has at least.</summary>
    public const int MinLetters = 3;

    /// <summary>By month, without accents; an abbreviation is the beginning of one of them, or stands here.</summary>
    private static readonly string[][] Names =
    [
        ["january", "januar", "janner", "janvier", "enero", "gennaio", "janeiro", "januari", "stycznia", "styczen"],
        ["february", "februar", "feber", "fevrier", "febrero", "febbraio", "fevereiro", "februari", "lutego", "luty"],
        ["march", "marz", "maerz", "mrz", "mars", "marzo", "marco", "maart", "mrt", "marca", "marzec", "marts"],
        ["april", "avril", "abril", "aprile", "kwietnia", "kwiecien"],
        ["may", "mai", "mayo", "maggio", "maio", "mei", "maja", "maj"],
        ["june", "juni", "juin", "junio", "giugno", "junho", "czerwca", "czerwiec"],
        ["july", "juli", "juillet", "julio", "luglio", "julho", "lipca", "lipiec"],
        ["august", "aout", "agosto", "augustus", "augusti", "sierpnia", "sierpien"],
        ["september", "septembre", "septiembre", "settembre", "setembro", "wrzesnia", "wrzesien"],
        ["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "pazdziernika", "pazdziernik"],
        ["november", "novembre", "noviembre", "novembro", "listopada", "listopad"],
        ["december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "grudnia", "grudzien"],
    ];

    /// <returns>1..12, or 0 where it is none or could be two.</returns>
    public static int Find(ReadOnlySpan<char> word)
    {
        if (word.Length < MinLetters)
        {
            return 0;
        }

        var folded = NormalForms.Fold(new string(word));
        var found = 0;
        for (var month = 0; month < Names.Length; month++)
        {
            foreach (var name in Names[month])
            {
                if (string.Equals(name, folded, StringComparison.Ordinal))
                {
                    return month + 1;
                }

                if (name.StartsWith(folded, StringComparison.Ordinal))
                {
                    found = found == 0 || found == month + 1 ? month + 1 : -1;
                }
            }
        }

        return Math.Max(0, found);
    }
}
