namespace LeadDashboard.Learning.Text;

/// <summary>Words of English and Chinese that carry grammar and no topic. Our own short list.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> Words = new(
        (
            "a about after all also am an and any are as at be been before being but by can could did do does doing "
            + "done for from get got had has have having he her here hers him his how i if in into is "
            + "it it's its i'm i've just let like me more most my no not now of off on once only or other our out "
            + "over own s same she should so some such t than that the their them then there these they this "
            + "those through to too under until up us very was we we'll we're were what when where which while who "
            + "whom why will with would you you'll you're your yours "
            + "的 了 是 在 我 们 你 他 她 它 我们 你们 他们 她们 这个 那个 这些 那些 一个 没有 什么 怎么 可以 因为 所以 如果 就是 还是 但是 以及 已经 需要 进行 "
            + "和 与 或 也 都 就 而 及 着 被 把 让 给 对 从 到 为 以 于"
        ).Split(' '),
        StringComparer.Ordinal
    );

    public static bool Contains(string token) => token.Length == 1 && token[0] < 128 || Words.Contains(token);
}
