namespace LeadDashboard.Core.Sampling;

/// <summary>
/// Notes as people write them at the first contact, in English or Chinese; their mood is part of the truth.
/// </summary>
internal static class SampleNotes
{
    private static readonly string[] EagerOpenings =
    [
        "Wants a quote this week.", "Asked for a contract draft.", "Very keen, budget is approved.",
        "Their current tool ends next month and they need a replacement.", "Asked how fast we can start.",
    ];

    private static readonly string[] PlainOpenings =
    [
        "Downloaded the brochure.", "General question about features.", "Met briefly, exchanged cards.",
        "Asked for more information.", "Wants to be called back.",
    ];

    private static readonly string[] CoolOpenings =
    [
        "No budget this year.", "Only doing research for a paper.", "Thinks we are too expensive.",
        "Happy with the present vendor.", "Not interested right now, asked not to be called often.",
    ];

    private static readonly string[] Endings =
    [
        "Prefers e-mail.", "Speaks English and French.", "Has two sites.", "Colleague in cc.",
        "Referred to the IT department for security questions.", "Call after lunch.", "Uses spreadsheets today.",
        "Mentioned reporting and exports.",
    ];

    private static readonly string[] EagerChinese =
    [
        "希望本周内拿到报价。",
        "预算已批准，想尽快签合同。",
        "现有系统下月到期，急需替换。",
        "非常感兴趣，要求安排演示。",
    ];

    private static readonly string[] PlainChinese =
    [
        "咨询产品功能。",
        "在展会上交换了名片。",
        "希望了解更多资料。",
        "请求回电。",
    ];

    private static readonly string[] CoolChinese =
    [
        "今年没有预算。",
        "觉得价格太高。",
        "目前对现有供应商很满意。",
        "只是随便看看，暂时不需要。",
    ];

    private static readonly string[] ChineseEndings =
    [
        "请用微信联系。", "公司有两个办事处。", "关心数据安全。", "下午联系比较方便。", "目前用表格管理客户。",
    ];

    /// <param name="mood">-1, 0 or 1.</param>
    public static string Write(ref SampleRandom random, int mood, bool inChinese)
    {
        var opening = (mood, inChinese) switch
        {
            (1, true) => random.Pick(EagerChinese),
            (0, true) => random.Pick(PlainChinese),
            (_, true) => random.Pick(CoolChinese),
            (1, false) => random.Pick(EagerOpenings),
            (0, false) => random.Pick(PlainOpenings),
            (_, false) => random.Pick(CoolOpenings),
        };
        if (!random.Chance(0.6))
        {
            return opening;
        }

        return inChinese ? opening + random.Pick(ChineseEndings) : opening + " " + random.Pick(Endings);
    }
}
