using System.Globalization;

namespace LeadDashboard.Core.Leads;

/// <summary>
/// The natural key of a lead: the strongest identity its row has, in the order external id, e-mail, phone, name with
/// company, position in the file. A mailbox that many share is an identity only together with the name.
/// The last makes every row of a file without identities a lead of its own, and the same file imported twice the same
/// leads.
/// </summary>
public static class LeadKey
{
    private const string Mail = "mail:";

    /// <param name="fileKey">Same for the same content, e.g. the file's SHA-256.</param>
    public static string From(
        string? externalId,
        string? email,
        string? phone,
        string? name,
        string? company,
        string fileKey,
        int rowIndex
    )
    {
        if (!string.IsNullOrWhiteSpace(externalId))
        {
            return FromExternalId(externalId);
        }

        if (FromEmail(email) is { } byEmail)
        {
            return IsShared(byEmail) && !string.IsNullOrWhiteSpace(name)
                ? Limit(byEmail + "|" + NormalForms.Fold(name))
                : byEmail;
        }

        if (FromPhone(phone) is { } byPhone)
        {
            return byPhone;
        }

        if (!string.IsNullOrWhiteSpace(name) && !string.IsNullOrWhiteSpace(company))
        {
            return Limit("name:" + NormalForms.Fold(name) + "|" + NormalForms.FoldCompany(company));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"row:{(fileKey.Length > 16 ? fileKey[..16] : fileKey)}:{rowIndex}"
        );
    }

    /// <summary>
    /// The key by the mailbox alone, which a named lead of a shared mailbox had before; null for every other key.
    /// </summary>
    public static string? MailboxOf(string leadKey) =>
        IsShared(leadKey) && leadKey.IndexOf('|', StringComparison.Ordinal) is > 0 and var end ? leadKey[..end] : null;

    private static bool IsShared(string key) =>
        key.StartsWith(Mail, StringComparison.Ordinal) && SharedMailbox.Is(key[Mail.Length..]);

    public static string FromExternalId(string externalId) => Limit("id:" + externalId.Trim().ToLowerInvariant());

    /// <summary>null where the text is no plausible e-mail address: "n/a" must not make strangers one lead.</summary>
    public static string? FromEmail(string? email) =>
        NormalForms.TryEmail(email, out var normal) ? Limit(Mail + normal) : null;

    /// <summary>null where the text is no plausible phone number.</summary>
    public static string? FromPhone(string? phone) =>
        NormalForms.TryPhone(phone, out var normal) ? "tel:" + normal : null;

    private static string Limit(string key) => key.Length <= 200 ? key : key[..200];
}
