namespace LeadDashboard.Learning.Text;

/// <summary>
/// Good (above 0) and bad words of notes, mails, chats and reviews in sales. Written for this product; not taken from
/// any published list.
/// </summary>
internal static class SentimentPhrases
{
    public static IEnumerable<Phrase> All() =>
        [
            .. SharedPhrases.All(),
            .. Say(
                0.9,
                "excellent|amazing|outstanding|perfect|love|loves|loved|fantastic|brilliant|delighted|thrilled|"
                    + "impressed|superb|wonderful|awesome"
            ),
            .. Say(
                0.6,
                "good|great|happy|glad|pleased|satisfied|helpful|friendly|reliable|easy|fast|quick|smooth|recommend|"
                    + "recommended|recommends|excited|enjoy|enjoyed|enjoys|valuable|useful|professional|responsive|"
                    + "impressive|trust|trusted|like|likes|liked|positive|success|successful|efficient|effective|"
                    + "beautiful|best|better|win win|well done|works well|worth"
            ),
            .. Say(
                0.35,
                "nice|fine|ok|okay|interested|interesting|promising|agree|agreed|agrees|clear|fair|convenient|"
                    + "comfortable|open to|looking forward|look forward|thanks|thank you|appreciate|appreciated|"
                    + "welcome|stable|solved|resolved|fixed|improved|improvement|saves|saved"
            ),
            .. Say(
                -0.9,
                "terrible|awful|horrible|hate|hates|hated|worst|furious|scam|fraud|disgusting|unacceptable|useless|"
                    + "nightmare|angry|outrageous|never again"
            ),
            .. Say(
                -0.6,
                "bad|poor|disappointed|disappointing|disappointment|unhappy|dissatisfied|annoyed|annoying|frustrated|"
                    + "frustrating|complaint|complaints|complain|complained|complains|broken|fail|failed|fails|"
                    + "failure|rude|unreliable|slow|expensive|overpriced|worse|problem|problems|bug|bugs|buggy|crash|"
                    + "crashes|crashed|refund|cancel|cancelled|canceled|refuse|refused|reject|rejected|wrong|waste|"
                    + "wasted|spam|unprofessional|confusing|confused|damaged|defective|hang up|hung up|lawsuit|not "
                    + "interested|no interest"
            ),
            .. Say(
                -0.35,
                "difficult|hard|late|delay|delayed|delays|issue|issues|concern|concerned|concerns|worried|worry|"
                    + "doubt|doubts|doubtful|unclear|missing|busy|hesitant|hesitates|costly|complicated|unsure|risk|"
                    + "risky|sceptical|skeptical|regret|unfortunately|sorry|pushback|stuck|waiting for weeks|too "
                    + "much|too many|too high|too long"
            ),
            .. Say(0.9, "非常好|太好了|太棒了|棒极了|完美|优秀|极好|惊喜|超赞|热爱|点赞|出色|一流|卓越|赞不绝口"),
            .. Say(
                0.6,
                "好|很棒|棒|赞|满意|喜欢|开心|高兴|愉快|推荐|靠谱|可靠|专业|方便|快捷|快速|顺利|好用|实用|贴心|热情|周到|信任|成功|有帮助|有用|高效|优质|好评|值得|划算|物超所值|认可|"
                    + "欣赏|支持|感动|给力|不错|没问题|没毛病|性价比高"
            ),
            .. Say(
                0.35,
                "感谢|谢谢|感兴趣|有兴趣|期待|同意|清楚|合理|便宜|舒服|稳定|解决了|改善|提升|积极|愿意|友好|耐心|及时|省心|放心|可以接受|欢迎"
            ),
            .. Say(
                -0.9,
                "太差|极差|恶心|垃圾|骗子|骗人|诈骗|愤怒|气愤|讨厌|最差|糟糕透了|无法接受|忍无可忍|坑人|黑店|恨"
            ),
            .. Say(
                -0.6,
                "差|糟糕|失望|不满|不满意|投诉|抱怨|退款|退货|取消|拒绝|失败|坏了|故障|问题|错误|贵|太贵|昂贵|慢|太慢|麻烦|敷衍|态度差|不专业|不靠谱|难用|浪费|骚扰|后悔|差评|生气|烦|"
                    + "没兴趣|不感兴趣|不需要|不考虑|挂断|坑|崩溃|卡顿|损坏|假货|推脱|糊弄"
            ),
            .. Say(
                -0.35,
                "担心|顾虑|犹豫|疑虑|困难|复杂|延迟|延期|拖延|不清楚|不确定|迟到|忙|没时间|预算不足|太高|太长|抱歉|对不起|遗憾|风险|压力|无奈|不方便|没回复|没人接"
            ),
            // Wholes whose parts mislead.
            .. Say(
                0.35,
                "no problem|no problems|no issue|no issues|not bad|can't wait|cannot wait|没话说|好不好用都好"
            ),
            .. Say(
                0,
                "问题是什么|好吗|好的吧|你好|您好|好久|好像|好多|最好是|只好|喜欢吗|差不多|相差|出差|时差|感谢信箱|慢慢|贵公司|贵司|贵方|贵姓|like to|would like|i'd "
                    + "like|good morning|good afternoon|good evening|best regards|kind regards|hard copy|hard "
                    + "drive|fine print"
            ),
        ];

    private static IEnumerable<Phrase> Say(double weight, string words) =>
        SharedPhrases.Parse(PhraseRole.Meaning, weight, words);
}
