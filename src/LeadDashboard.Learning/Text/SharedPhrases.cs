namespace LeadDashboard.Learning.Text;

/// <summary>Negation, degree and contrast of both lexicons. Written for this product.</summary>
internal static class SharedPhrases
{
    public static IEnumerable<Phrase> All() =>
        [
            .. Parse(
                PhraseRole.Negation,
                1,
                "not|no|never|none|nothing|neither|nor|without|cannot|can't|don't|doesn't|didn't|won't|wouldn't|"
                    + "isn't|aren't|wasn't|weren't|haven't|hasn't|hadn't|couldn't|shouldn't|hardly|barely|lack|lacks|"
                    + "lacking"
            ),
            .. Parse(
                PhraseRole.Negation,
                1,
                "不|不是|不会|不能|不想|不太|没|没有|未|未能|无|无法|别|并非|并不|毫无|从不|从未|缺乏|缺少|难以|不够"
            ),
            .. Parse(
                PhraseRole.Degree,
                1.5,
                "very|really|extremely|absolutely|completely|totally|highly|incredibly|super|so|too|most|definitely|"
                    + "strongly|deeply|truly|quite"
            ),
            .. Parse(
                PhraseRole.Degree,
                0.5,
                "slightly|somewhat|a bit|a little|fairly|rather|kind of|sort of|partly|almost|relatively"
            ),
            .. Parse(
                PhraseRole.Degree,
                1.5,
                "很|非常|特别|十分|极其|极|太|超|超级|最|真|真的|相当|尤其|完全|绝对|格外|更|更加|实在"
            ),
            .. Parse(PhraseRole.Degree, 0.5, "有点|有些|稍微|稍|略|略微|一点|比较|还算|大致|几乎"),
            .. Parse(PhraseRole.Contrast, 1, "but|however|although|though|yet|但|但是|不过|然而|可是|只是"),
            // Words that only look like a negation or a degree.
            .. Parse(
                PhraseRole.Meaning,
                0,
                "not only|no later than|so that|so far|most "
                    + "of|不错过|不仅|不但|不管|不同|无论|无需|没关系|最近|最后|太太|更新|更换|未来|极限|特别是|别人|别的|一点点钱"
            ),
        ];

    public static IEnumerable<Phrase> Parse(PhraseRole role, double weight, string words) =>
        words.Split('|').Select(word => new Phrase(word, role, weight));
}
