namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>Words that mean won, lost or open.</summary>
internal static class OutcomeVocabulary
{
    private static readonly (string Won, string Lost)[] Pairs =
    [
        ("yes", "no"),
        ("true", "false"),
        ("1", "0"),
        ("y", "n"),
        ("t", "f"),
        ("won", "lost"),
        ("是", "否"),
        ("成交", "丢单"),
    ];

    private static readonly HashSet<string> GenericWon = Set(
        "yes", "true", "1", "1.0", "y", "t", "是", "ja", "oui", "si"
    );
    private static readonly HashSet<string> GenericLost = Set("no", "false", "0", "0.0", "n", "f", "否", "nein", "non");

    private static readonly HashSet<string> Won = Set(
        "won", "win", "closed won", "sales order", "closedwon", "converted", "customer", "sold", "success",
        "successful", "closed converted", "purchased", "bought", "deal won", "accepted", "signed", "subscribed",
        "成交", "已成交", "赢单", "成功",
        "已转化", "已签约", "已购买", "客户"
    );

    private static readonly HashSet<string> Lost = Set(
        "lost", "loss", "closed lost", "closedlost", "not converted", "unqualified", "disqualified", "failed",
        "failure", "rejected", "dead", "junk", "junk lead", "declined", "deal lost", "not interested", "canceled",
        "cancelled", "not purchased", "closed not converted", "do not contact", "丢单", "未成交", "输单", "失败", "流失", "已流失",
        "无效", "未转化", "已拒绝"
    );

    private static readonly HashSet<string> Open = Set(
        "open", "new", "in progress", "working", "contacted", "qualified", "pending", "nurturing", "proposal",
        "negotiation", "quotation", "quotation sent", "attempted to contact", "connected", "lead", "opportunity",
        "prospecting", "on hold", "跟进中", "新建", "进行中", "待跟进", "未处理", "洽谈中", "新线索"
    );

    private static readonly string[] OpenBeginnings = ["open ", "working ", "in progress ", "not contacted"];

    /// <summary>1 = won, 0 = lost, -1 = open, null = not known.</summary>
    public static int? Meaning(string word)
    {
        var key = Key(word);
        return Won.Contains(key) || GenericWon.Contains(key) ? 1
            : Lost.Contains(key) || GenericLost.Contains(key) ? 0
            : Open.Contains(key) ? -1
            : OpenBeginnings.Any(word => key.StartsWith(word, StringComparison.Ordinal)) ? -1
            : key.Contains("closed won", StringComparison.Ordinal) ? 1
            : key.Contains("closed lost", StringComparison.Ordinal) ? 0
            : null;
    }

    /// <summary>Yes, 1, true ...: could answer any question, not only whether a lead was won.</summary>
    public static bool IsGeneric(string word) => GenericWon.Contains(Key(word)) || GenericLost.Contains(Key(word));

    /// <summary>The other half of a pair that the sample may not have shown.</summary>
    public static string? Counterpart(string word)
    {
        foreach (var (won, lost) in Pairs)
        {
            if (string.Equals(word, won, StringComparison.OrdinalIgnoreCase))
            {
                return lost;
            }

            if (string.Equals(word, lost, StringComparison.OrdinalIgnoreCase))
            {
                return won;
            }
        }

        return null;
    }

    private static string Key(string word) =>
        string.Join(
            ' ',
            word.ToLowerInvariant().Split([' ', '-', '_', '/', '\t'], StringSplitOptions.RemoveEmptyEntries)
        );

    private static HashSet<string> Set(params string[] words) => new(words, StringComparer.Ordinal);
}
