using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Accounts;

/// <summary>Which account a lead belongs to. Pure.</summary>
public static class AccountRules
{
    /// <summary>At most this many characters of a key are compared.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>Providers that give a mailbox to anybody: their domain says nothing about a company.</summary>
    private static readonly HashSet<string> FreeMail = new(StringComparer.Ordinal)
    {
        "gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "rocketmail.com", "outlook.com", "hotmail.com",
        "live.com", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "aim.com", "mail.com", "email.com",
        "gmx.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "arcor.de",
        "proton.me", "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "posteo.de", "mailbox.org", "hey.com",
        "fastmail.com", "zoho.com", "yandex.com", "yandex.ru", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "rambler.ru",
        "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "aliyun.com",
        "139.com", "189.cn", "wo.cn", "21cn.com", "naver.com", "daum.net", "hanmail.net", "nate.com", "docomo.ne.jp",
        "ezweb.ne.jp", "softbank.ne.jp", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "neuf.fr",
        "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "terra.com.br", "uol.com.br", "bol.com.br",
        "ig.com.br", "globo.com", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "seznam.cz", "centrum.cz",
        "post.cz", "abv.bg", "ukr.net", "i.ua", "bluewin.ch", "telenet.be", "skynet.be", "ziggo.nl", "kpnmail.nl",
        "planet.nl", "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com", "talktalk.net", "comcast.net",
        "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net", "charter.net", "earthlink.net",
        "juno.com", "shaw.ca", "rogers.com", "sympatico.ca", "bigpond.com", "optusnet.com.au", "rediffmail.com",
        "mailinator.com", "guerrillamail.com", "yopmail.com",
    };

    /// <summary>
    /// Families of free mail with a domain per country: yahoo.co.uk, hotmail.fr, live.nl, outlook.jp.
    /// </summary>
    private static readonly string[] FreeFamilies = ["yahoo.", "hotmail.", "live.", "outlook.", "gmx."];

    /// <summary>The folded name of the company, else "@" and the mail domain; null = the lead has no account.</summary>
    public static string? KeyOf(string? company, string? email)
    {
        var name = string.IsNullOrWhiteSpace(company) ? "" : NormalForms.FoldCompany(company);
        var key =
            name.Length > 0 ? name
            : DomainOf(email) is { } domain ? "@" + domain
            : null;
        return key is null || key.Length <= MaxKeyLength ? key : key[..MaxKeyLength];
    }

    /// <summary>
    /// The domain of a business mail address, lower case; null for free mail and for what is no address.
    /// </summary>
    public static string? DomainOf(string? email)
    {
        if (!NormalForms.TryEmail(email, out var normal))
        {
            return null;
        }

        var domain = normal[(normal.LastIndexOf('@') + 1)..];
        return FreeMail.Contains(domain) || Array.Exists(FreeFamilies, domain.StartsWith) ? null : domain;
    }

    /// <summary>The account that a lead without one makes; it is as old as the lead.</summary>
    /// <param name="key">As <see cref="KeyOf"/> gives it.</param>
    public static Account Create(string key, Lead lead, int? importBatchId)
    {
        var domain = DomainOf(lead.Email);
        var name = key.StartsWith('@') || string.IsNullOrWhiteSpace(lead.Company) ? domain ?? key : lead.Company.Trim();
        return new Account
        {
            NameKey = key,
            Name = TextLengths.Cut(name, TextLengths.Field),
            Domain = domain,
            Industry = lead.Industry,
            Size = lead.CompanySize,
            CreatedUtc = lead.CreatedUtc,
            ImportBatchId = importBatchId,
        };
    }
}
