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
    private const string NameLong = "users.name-long";
    private const string EmailMissing = "users.email-missing";
    private const string EmailLong = "users.email-long";
    private const string EmailWrong = "users.email-wrong";
    private const string RoleUnknown = "users.role-unknown";

    public UserEntryRules()
    {
        RuleFor(entry => entry.Name).MaximumLength(TextLengths.Field).Saying(NameLong, TextLengths.Field);
        RuleFor(entry => entry.Email)
            .NotEmpty()
            .Saying(EmailMissing)
            .MaximumLength(TextLengths.Field)
            .Saying(EmailLong, TextLengths.Field)
            .Must(IsAddress)
            .Saying(EmailWrong);
        RuleFor(entry => entry.Role).IsInEnum().Saying(RoleUnknown);
    }

    private static bool IsAddress(string email) =>
        MailAddress.TryCreate(email.Trim(), out var read)
        && string.Equals(read.Address, email.Trim(), StringComparison.Ordinal);
}
