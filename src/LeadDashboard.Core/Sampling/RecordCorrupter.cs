using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Sampling;

/// <summary>
/// Spoils a record as people and forms do: typing errors, swapped neighbours, nicknames, initials, swapped name parts,
/// other e-mail addresses, other ways to write
/// a phone number, missing values and values in the wrong field. Each record is a function of (seed, number) alone.
/// </summary>
public static class RecordCorrupter
{
    private static readonly string[] FreeDomains = ["gmail.example", "outlook.example", "mail.example"];

    private static readonly string[] LegalForms = [" Inc.", " Ltd", " GmbH", " LLC", " Corp."];

    /// <param name="fields">What each value is.</param>
    /// <param name="record">One value per field; "" = missing.</param>
    /// <param name="changeCount">Changes to try, 1 or more; a change to a missing value does nothing.</param>
    /// <param name="number">Which copy this is.</param>
    /// <returns>A spoilt copy.</returns>
    public static string[] Corrupt(
        IReadOnlyList<MatchField> fields,
        IReadOnlyList<string> record,
        int changeCount,
        int seed,
        int number
    )
    {
        var random = new SampleRandom(seed, number, 7);
        string[] copy = [.. record];
        for (var change = 0; change < changeCount; change++)
        {
            var field = random.NextIndex(copy.Length);
            var kind = random.NextDouble();
            if (copy[field].Length == 0)
            {
                continue;
            }

            if (kind < 0.12)
            {
                copy[field] = "";
            }
            else if (kind < 0.17 && FindSister(fields, field) is { } sister)
            {
                (copy[field], copy[sister]) = (copy[sister], copy[field]);
            }
            else
            {
                copy[field] = Spoil(fields[field].Kind, copy[field], ref random);
            }
        }

        return copy;
    }

    private static int? FindSister(IReadOnlyList<MatchField> fields, int field)
    {
        for (var other = 0; other < fields.Count; other++)
        {
            if (
                other != field
                && fields[other].Kind == fields[field].Kind
                && fields[field].Kind is MatchKind.NamePart or MatchKind.Text
            )
            {
                return other;
            }
        }

        return null;
    }

    private static string Spoil(MatchKind kind, string value, ref SampleRandom random) =>
        kind switch
        {
            MatchKind.Email => SpoilEmail(value, ref random),
            MatchKind.Phone => SpoilPhone(value, ref random),
            MatchKind.Company => SpoilCompany(value, ref random),
            MatchKind.FullName => SpoilName(value, ref random),
            MatchKind.NamePart => random.Chance(0.3) ? Nickname(value, ref random) : Typo(value, ref random),
            MatchKind.Date or MatchKind.Code or MatchKind.Number => SwapOrReplaceDigit(value, ref random),
            MatchKind.Category => value,
            _ => Typo(value, ref random),
        };

    private static string SpoilEmail(string value, ref SampleRandom random)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at < 1)
        {
            return Typo(value, ref random);
        }

        return random.Chance(0.5)
            ? value[..at] + "@" + random.Pick(FreeDomains)
            : Typo(value[..at], ref random) + value[at..];
    }

    private static string SpoilPhone(string value, ref SampleRandom random)
    {
        if (random.Chance(0.4))
        {
            return SwapOrReplaceDigit(value, ref random);
        }

        return new string([.. value.Where(c => char.IsAsciiDigit(c) || c == '+')]).Replace(
            "+",
            random.Chance(0.5) ? "00" : "+",
            StringComparison.Ordinal
        );
    }

    private static string SpoilCompany(string value, ref SampleRandom random)
    {
        if (random.Chance(0.5))
        {
            return value + random.Pick(LegalForms);
        }

        return random.Chance(0.3) ? value.ToUpperInvariant() : Typo(value, ref random);
    }

    private static string SpoilName(string value, ref SampleRandom random)
    {
        var parts = value.Split(' ');
        if (parts.Length < 2)
        {
            return value.Length >= 5 ? Typo(value, ref random) : value;
        }

        var kind = random.NextDouble();
        if (kind < 0.2)
        {
            return parts[^1] + ", " + string.Join(' ', parts[..^1]);
        }

        if (kind < 0.35)
        {
            parts[0] = parts[0][..1] + ".";
        }
        else if (kind < 0.55)
        {
            parts[0] = Nickname(parts[0], ref random);
        }
        else
        {
            var part = random.NextIndex(parts.Length);
            parts[part] = Typo(parts[part], ref random);
        }

        return string.Join(' ', parts);
    }

    private static string Nickname(string name, ref SampleRandom random)
    {
        var folded = name.ToLowerInvariant();
        var group = Nicknames.All.FirstOrDefault(names => names.Contains(folded));
        if (group is null)
        {
            return Typo(name, ref random);
        }

        var other = random.Pick(group);
        return char.ToUpperInvariant(other[0]) + other[1..];
    }

    /// <summary>Inserts, drops, replaces or swaps one character.</summary>
    private static string Typo(string value, ref SampleRandom random)
    {
        if (value.Length < 2)
        {
            return value;
        }

        var at = random.NextIndex(value.Length - 1);
        var letter = (char)('a' + random.NextIndex(26));
        return random.NextIndex(4) switch
        {
            0 => value.Insert(at + 1, letter.ToString()),
            1 => value.Remove(at, 1),
            2 => value[..at] + letter + value[(at + 1)..],
            _ => value[..at] + value[at + 1] + value[at] + value[(at + 2)..],
        };
    }

    private static string SwapOrReplaceDigit(string value, ref SampleRandom random)
    {
        var digits = Enumerable.Range(0, value.Length).Where(i => char.IsAsciiDigit(value[i])).ToArray();
        if (digits.Length < 2)
        {
            return value;
        }

        var characters = value.ToCharArray();
        var which = random.NextIndex(digits.Length - 1);
        if (random.Chance(0.5))
        {
            (characters[digits[which]], characters[digits[which + 1]]) = (
                characters[digits[which + 1]],
                characters[digits[which]]
            );
        }
        else
        {
            characters[digits[which]] = (char)('0' + random.NextIndex(10));
        }

        return new string(characters);
    }
}
