using System.Buffers;

namespace LeadDashboard.Core.Leads;

public enum MailKind
{
    /// <summary>No address.</summary>
    None = 0,

    /// <summary>A text that is no plausible address.</summary>
    Invalid = 1,

    /// <summary>A mailbox that anybody can open.</summary>
    Free = 2,

    /// <summary>An address at the domain of a company, a school, an authority.</summary>
    Business = 3,
}

/// <summary>
/// What the form of contact data says about how serious a lead is. Facts about the text alone; nothing is looked up.
/// </summary>
public static class LeadQuality
{
    private static readonly HashSet<string> FreeMailDomains = new(StringComparer.OrdinalIgnoreCase)
    {
        "gmail.com", "googlemail.com", "yahoo.com", "ymail.com", "hotmail.com", "outlook.com", "live.com", "msn.com",
        "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de",
        "t-online.de", "freenet.de", "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "virgilio.it",
        "mail.ru", "bk.ru", "yandex.ru", "yandex.com", "rambler.ru", "ukr.net", "wp.pl", "o2.pl", "onet.pl",
        "seznam.cz", "proton.me", "protonmail.com", "tutanota.com", "zoho.com", "fastmail.com", "mail.com", "qq.com",
        "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com", "139.com", "189.cn",
        "aliyun.com", "naver.com", "daum.net", "hanmail.net", "rediffmail.com", "uol.com.br", "bol.com.br",
        "terra.com.br", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net", "btinternet.com",
        "sky.com", "bigpond.com",
    };

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyäöüæøåáéíóúàèìòù");

    private static readonly string[] FreeMailNames =
    [
        "yahoo.", "hotmail.", "outlook.", "live.", "gmx.", "yandex.", "zoho.",
    ];

    private static readonly HashSet<string> JokeNames = new(StringComparer.Ordinal)
    {
        "test", "tester", "test test", "asdf", "asdf asdf", "qwerty", "qwertz", "foo", "bar", "foo bar", "abc", "xxx",
        "aaa", "none", "no name", "noname", "n/a", "unknown", "anonymous", "nobody", "mickey mouse", "donald duck",
        "max mustermann", "john doe", "jane doe", "测试", "测试测试", "无", "匿名", "张三", "李四",
    };

    public static MailKind MailKindOf(string? email)
    {
        if (string.IsNullOrWhiteSpace(email))
        {
            return MailKind.None;
        }

        if (!NormalForms.TryEmail(email, out var normal))
        {
            return MailKind.Invalid;
        }

        var domain = normal[(normal.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return
            FreeMailDomains.Contains(domain)
            || FreeMailNames.Any(name => domain.StartsWith(name, StringComparison.Ordinal))
            ? MailKind.Free
            : MailKind.Business;
    }

    /// <summary>Seven to fifteen digits that are neither one digit repeated nor counted up (1234567).</summary>
    public static bool IsPhonePlausible(string? phone)
    {
        if (phone is null || !NormalForms.TryPhone(PhoneForms.SplitExtension(phone).Number, out var normal))
        {
            return false;
        }

        var digits = normal.TrimStart('+');
        var tail = digits[^7..];
        return !"01234567890123456789".Contains(digits, StringComparison.Ordinal)
            && !"98765432109876543210".Contains(digits, StringComparison.Ordinal)
            && tail.AsSpan().IndexOfAnyExcept(tail[0]) >= 0;
    }

    /// <summary>
    /// Letters of some script, no digits, no letter four times in a row, and not one of the names that people invent.
    /// </summary>
    public static bool IsNamePlausible(string? name)
    {
        if (
            string.IsNullOrWhiteSpace(name)
            || !name.Any(char.IsLetter)
            || name.Any(char.IsDigit)
            || name.Contains('@', StringComparison.Ordinal)
        )
        {
            return false;
        }

        var folded = NormalForms.Fold(name);
        if (JokeNames.Contains(folded))
        {
            return false;
        }

        var run = 1;
        for (var i = 1; i < folded.Length; i++)
        {
            run = folded[i] == folded[i - 1] ? run + 1 : 1;
            if (run >= 4)
            {
                return false;
            }
        }

        var letters = folded.Count(char.IsLetter);
        var isLatin = folded.All(c => c < 0x250);
        return letters >= (isLatin ? 2 : 1) && (!isLatin || folded.Length < 6 || folded.AsSpan().ContainsAny(Vowels));
    }
}
