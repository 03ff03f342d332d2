using System.Net.Mail;
using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.App.Users;

/// <summary>A person to invite.</summary>
/// <param name="Name">Up to 400 characters; empty = shown by the address.</param>
/// <param name="Email">What the person signs in with.</param>
public sealed record UserEntry(string Name, string Email, Role Role);

/// <summary>What an account needs.</summary>
public sealed class UserEntryRules : EntryRules<UserEntry>
{
    public UserEntryRules()
    {
        RuleFor(entry => entry.Name).MaximumLength(TextLengths.Field).Saying("users.name-long", TextLengths.Field);
        RuleFor(entry => entry.Email)
            .NotEmpty()
            .Saying("users.email-missing")
            .MaximumLength(TextLengths.Field)
            .Saying("users.email-long", TextLengths.Field)
            .Must(IsAddress)
            .Saying("users.email-wrong");
        RuleFor(entry => entry.Role).IsInEnum().Saying("users.role-unknown");
    }

    private static bool IsAddress(string email) =>
        MailAddress.TryCreate(email.Trim(), out var read)
        && string.Equals(read.Address, email.Trim(), StringComparison.Ordinal);
}
