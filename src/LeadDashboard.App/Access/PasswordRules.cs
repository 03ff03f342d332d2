using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.App.Access;

/// <summary>
/// Which passwords are refused, after NIST SP 800-63B: not by composition, but when they are common, derived from the
/// person or the product, repetitive or sequential. zxcvbn judges words, names, keyboard walks, dates and repeats.
/// </summary>
public static class PasswordRules
{
    /// <summary>0..4 by zxcvbn; 3 = more than 10^8 guesses.</summary>
    public const int MinScore = 3;

    /// <summary>Shorter parts of a name or an address occur in good passwords by chance.</summary>
    private const int MinOwnPart = 4;

    /// <summary>The judge takes time that grows with the square of the length; what follows only adds.</summary>
    private const int JudgedLength = 64;

    private static readonly string[] ProductWords = ["leaddashboard", "lead", "leads", "dashboard"];

    /// <summary>True when a guesser would find it early.</summary>
    /// <param name="password">Of any length.</param>
    /// <param name="email">Of the account; it, its local part and its domain are no password.</param>
    /// <param name="displayName">Of the account; neither it nor one of its words is a password.</param>
    public static bool IsGuessable(string password, string? email, string? displayName)
    {
        var own = OwnParts(email, displayName);
        var rest = password;
        foreach (var part in own.OrderByDescending(part => part.Length))
        {
            rest = rest.Replace(part, "", StringComparison.OrdinalIgnoreCase);
        }

        // What is left after the own words has to be a password by itself, not a year or a mark behind a name.
        if (rest.Length != password.Length && rest.Length < AccountRules.MinPasswordLength)
        {
            return true;
        }

        if (UnitLength(password) < AccountRules.MinPasswordLength)
        {
            return true; // something short, said again and again
        }

        var judged = password.Length > JudgedLength ? password[..JudgedLength] : password;
        return Zxcvbn.Zxcvbn.MatchPassword(judged, [.. own, .. ProductWords]).Score < MinScore;
    }

    /// <summary>
    /// Length of the shortest text that gives the whole when repeated: the whole itself where none does.
    /// </summary>
    private static int UnitLength(string text)
    {
        var length = 1;
        while (length < text.Length && !text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
        {
            length++;
        }

        return length;
    }

    private static HashSet<string> OwnParts(string? email, string? displayName)
    {
        string?[] wholes = [email, displayName];
        return
        [
            .. wholes
                .OfType<string>()
                .SelectMany(whole =>
                    whole.Split((char[])['@', '.', ' ', '-', '_', '+'], StringSplitOptions.TrimEntries).Append(whole)
                )
                .Where(part => part.Length >= MinOwnPart)
                .Select(part => part.ToLowerInvariant()),
        ];
    }
}

/// <summary>Asks <see cref="PasswordRules"/> wherever Identity sets a password.</summary>
public sealed class GuessablePasswordValidator : IPasswordValidator<AppUser>
{
    public Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password) =>
        Task.FromResult(
            (password?.Length ?? 0) > PasswordCheck.MaxPasswordLength
                ? Refused("PasswordTooLong", "The password has more than 256 characters.")
            : PasswordRules.IsGuessable(password ?? "", user.Email, user.DisplayName)
                ? Refused("PasswordGuessable", "The password is easy to guess. A sentence of several words is best.")
            : IdentityResult.Success
        );

    private static IdentityResult Refused(string code, string description) =>
        IdentityResult.Failed(new IdentityError { Code = code, Description = description });
}
