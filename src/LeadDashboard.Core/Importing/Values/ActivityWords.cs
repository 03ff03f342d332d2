using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>
/// What files call a kind of activity: English, German and Chinese, and the words of CRM, mail and web analytics
/// exports. Compared by letters and digits only, without case.
/// </summary>
internal static class ActivityWords
{
    private static readonly (ActivityKind Kind, string[] Words)[] KindWords =
    [
        (
            ActivityKind.Visit,
            [
                "visit", "visited", "page view", "pageview", "page visit", "view", "viewed page", "session",
                "session start", "first visit", "web visit", "website visit", "web session", "screen view", "scroll",
                "user engagement", "view item", "view item list", "select content", "select item", "video start",
                "video progress", "video complete", "besuch", "website-besuch", "webseitenbesuch", "seitenaufruf",
                "seitenansicht", "sitzung", "访问", "浏览", "页面浏览", "网站访问", "访问网站",
            ]
        ),
        (
            ActivityKind.Search,
            [
                "search", "searched", "site search", "view search results", "search query", "suche", "gesucht",
                "suchanfrage", "websuche", "搜索", "站内搜索", "查询",
            ]
        ),
        (
            ActivityKind.PricingPage,
            [
                "pricing", "pricing page", "pricing view", "view pricing", "viewed pricing", "pricing page view",
                "pricing page visit", "visited pricing page", "price list", "price page", "preisseite", "preise",
                "preisliste", "preisseite besucht", "价格页", "价格页面", "查看价格", "报价页",
            ]
        ),
        (
            ActivityKind.Open,
            [
                "open", "opened", "opens", "email open", "email opened", "opened email", "mail open", "unique open",
                "marketing email open", "geöffnet", "e-mail geöffnet", "mail geöffnet", "öffnung", "打开", "打开邮件",
                "邮件打开",
            ]
        ),
        (
            ActivityKind.Click,
            [
                "click", "clicked", "clicks", "email click", "email clicked", "clicked email", "link click",
                "link clicked", "clicked link", "unique click", "marketing email click", "ad click",
                "select promotion", "klick", "geklickt", "link geklickt", "e-mail-klick", "linkklick", "点击",
                "点击链接", "点击邮件", "链接点击",
            ]
        ),
        (
            ActivityKind.Form,
            [
                "form", "form submit", "form submission", "form submitted", "submitted form", "form fill",
                "filled out form", "form start", "web form", "submit", "signup", "sign up", "generate lead",
                "lead form", "contact form", "campaign response", "formular", "formular ausgefüllt",
                "formular abgesendet", "formularübermittlung", "anmeldung", "表单", "提交表单", "填写表单", "表单提交",
                "注册",
            ]
        ),
        (
            ActivityKind.Download,
            [
                "download", "downloaded", "downloads", "file download", "content download", "whitepaper",
                "white paper", "ebook", "heruntergeladen", "datei heruntergeladen", "下载", "下载资料", "文件下载",
            ]
        ),
        (
            ActivityKind.Event,
            [
                "webinar", "event", "webinar or event", "webinar attended", "attended webinar", "webinar registration",
                "registered for webinar", "webinar registered", "event attended", "attended event",
                "event registration", "registered for event", "event registered", "conference", "trade show",
                "trade fair", "exhibition", "workshop", "seminar", "roadshow", "veranstaltung", "messe", "messebesuch",
                "konferenz", "tagung", "schulung", "网络研讨会", "研讨会", "线上研讨会", "市场活动", "展会",
                "参加活动", "研讨会或活动", "线下活动", "直播",
            ]
        ),
        (
            ActivityKind.GuestAccount,
            [
                "guest account", "guest login", "guest access", "guest user", "guest", "account created",
                "created account", "create account", "account registration", "gastkonto", "gastzugang",
                "konto erstellt", "konto angelegt", "访客账号", "访客账户", "游客账号", "游客账户", "创建账号",
                "创建账户",
            ]
        ),
        (
            ActivityKind.Trial,
            [
                "trial", "trial use", "trial start", "trial started", "started trial", "start trial", "free trial",
                "trial login", "trial activated", "product use", "product usage", "login", "log in", "logged in",
                "test", "testphase", "testzugang", "probezugang", "kostenlos testen", "anmeldung testzugang", "试用",
                "开始试用", "申请试用", "登录",
            ]
        ),
        (
            ActivityKind.Cart,
            [
                "cart", "add to cart", "added to cart", "view cart", "begin checkout", "checkout", "checkout started",
                "started checkout", "add payment info", "add shipping info", "abandoned cart", "basket",
                "add to wishlist", "warenkorb", "in den warenkorb", "in den warenkorb gelegt", "warenkorbabbruch",
                "kasse", "购物车", "加入购物车", "加购", "去结算",
            ]
        ),
        (
            ActivityKind.Call,
            [
                "call", "calls", "phone", "phone call", "called", "outbound call", "inbound call", "incoming call",
                "outgoing call", "missed call", "cold call", "call logged", "telephone", "anruf", "telefon",
                "telefonat", "telefonanruf", "eingehender anruf", "ausgehender anruf", "rückruf", "电话", "通话",
                "拨打电话", "打电话", "呼入", "呼出", "来电", "去电", "致电",
            ]
        ),
        (
            ActivityKind.Meeting,
            [
                "meeting", "meetings", "demo", "appointment", "online meeting", "sales meeting", "onsite visit",
                "customer visit", "lunch", "video call", "demo call", "product demo", "treffen", "termin",
                "besprechung", "kundentermin", "kundenbesuch", "vor-ort-termin", "präsentation", "vorführung", "会议",
                "拜访", "见面", "演示", "面谈", "约见", "上门拜访",
            ]
        ),
        (
            ActivityKind.Email,
            [
                "email", "mail", "emails", "email sent", "sent email", "email outgoing", "outgoing email",
                "outbound email", "email received", "received email", "incoming email", "inbound email",
                "forwarded email", "one-to-one email", "sales email", "list email", "e-mail gesendet",
                "e-mail erhalten", "e-mail empfangen", "gesendete e-mail", "eingehende e-mail", "ausgehende e-mail",
                "邮件", "电子邮件", "发送邮件", "发邮件", "收到邮件", "邮件往来",
            ]
        ),
        (
            ActivityKind.Reply,
            [
                "reply", "replied", "email reply", "email replied", "replied to email", "email reply received",
                "answered", "antwort", "beantwortet", "geantwortet", "e-mail beantwortet", "回复", "回复邮件",
                "邮件回复",
            ]
        ),
        (
            ActivityKind.Chat,
            [
                "chat", "live chat", "web chat", "chat session", "chat started", "conversation",
                "conversation session", "message", "sms", "text message", "whatsapp", "whatsapp message", "wechat",
                "communication", "chatverlauf", "live-chat", "nachricht", "kurznachricht", "聊天", "在线聊天",
                "在线咨询", "咨询", "微信", "短信", "消息",
            ]
        ),
        (
            ActivityKind.Social,
            [
                "social", "social media", "social activity", "social touch", "social interaction", "like", "follow",
                "share", "mention", "linkedin", "linkedin message", "linkedin connection", "linkedin inmail", "xing",
                "facebook", "twitter", "instagram", "tweet", "soziale medien", "soziales netzwerk", "social-media",
                "社交", "社交媒体", "关注", "点赞", "分享", "转发", "微博",
            ]
        ),
        (
            ActivityKind.Review,
            [
                "review", "product review", "customer review", "rating", "rated", "testimonial", "bewertung",
                "rezension", "kundenbewertung", "评价", "评论", "评分", "点评",
            ]
        ),
        (
            ActivityKind.Survey,
            [
                "survey", "survey response", "survey answered", "survey completed", "survey submitted",
                "questionnaire", "feedback", "feedback submission", "customer feedback", "nps", "csat", "ces",
                "umfrage", "befragung", "umfrage beantwortet", "kundenbefragung", "rückmeldung", "调查", "问卷",
                "问卷调查", "满意度调查", "反馈", "调研",
            ]
        ),
        (
            ActivityKind.Note,
            [
                "note", "notes", "activity", "activities", "interaction", "engagement", "aktivität", "活动", "task",
                "tasks", "to do", "todo", "comment", "deadline", "letter", "fax", "postal mail", "send letter",
                "send quote", "follow up", "other", "notiz", "aufgabe", "kommentar", "brief", "sonstiges",
                "wiedervorlage", "备注", "任务", "跟进", "跟进记录", "待办", "其他", "信函", "传真",
            ]
        ),
    ];

    private static readonly Dictionary<string, ActivityKind> Kinds = Index(KindWords);

    private static readonly Dictionary<string, ActivityDirection> Directions = Index<ActivityDirection>([
        (
            ActivityDirection.Inbound,
            [
                "inbound", "incoming", "in", "received", "missed", "missed call", "from customer", "from lead",
                "inbound call", "incoming call", "incoming email", "inbound email", "email received", "received email",
                "reply", "replied", "email reply", "email reply received", "eingehend", "eingang", "empfangen",
                "erhalten", "eingehender anruf", "eingehende e-mail", "e-mail erhalten", "e-mail empfangen", "呼入",
                "来电", "接收", "收到", "收到邮件", "客户发起",
            ]
        ),
        (
            ActivityDirection.Outbound,
            [
                "outbound", "outgoing", "out", "sent", "made", "dialed", "to customer", "to lead", "outbound call",
                "outgoing call", "cold call", "email sent", "sent email", "outgoing email", "outbound email",
                "email outgoing", "list email", "ausgehend", "ausgang", "gesendet", "ausgehender anruf",
                "ausgehende e-mail", "e-mail gesendet", "gesendete e-mail", "呼出", "去电", "拨打电话", "打电话",
                "致电", "发送", "发出", "发送邮件", "发邮件", "我方发起",
            ]
        ),
    ]);

    /// <summary>What the columns of a file without a kind speak of, the surest first.</summary>
    private static readonly (ActivityKind Kind, string[] Words)[] HeaderKinds =
    [
        (ActivityKind.Event, ["webinar", "attendee", "registrant", "teilnehmer", "研讨会"]),
        (ActivityKind.Review, ["review", "stars", "rezension", "sterne", "星级", "评价"]),
        (ActivityKind.Survey, ["survey", "nps", "csat", "ces", "respondent", "umfrage", "问卷", "满意度", "调查"]),
        (ActivityKind.Call, ["call", "caller", "anruf", "anrufdauer", "gesprächsdauer", "通话", "呼叫"]),
        (ActivityKind.Meeting, ["meeting", "termin", "会议"]),
        (ActivityKind.Chat, ["chat", "聊天"]),
    ];

    /// <summary>null where the word is no kind of activity.</summary>
    public static ActivityKind? Kind(string word) => Find(Kinds, word);

    /// <summary>Of a word that says it, also as part of the kind ("incoming call"); null = none.</summary>
    public static ActivityDirection? Direction(string word) => Find(Directions, word);

    /// <summary>What all activities of a file are that has no column for it; a note where nothing speaks.</summary>
    public static ActivityKind KindOfHeaders(IReadOnlyCollection<string> headers)
    {
        var words = headers.SelectMany(HeaderWords.Split).ToHashSet(StringComparer.Ordinal);
        foreach (var (kind, telling) in HeaderKinds)
        {
            if (
                telling.Any(word =>
                    words.Contains(word)
                    || (word[^1] > 0x2E80 && headers.Any(header => header.Contains(word, StringComparison.Ordinal)))
                )
            )
            {
                return kind;
            }
        }

        return ActivityKind.Note;
    }

    private static T? Find<T>(Dictionary<string, T> words, string word)
        where T : struct => words.TryGetValue(HeaderWords.Normalize(word), out var found) ? found : null;

    /// <summary>By the normalized words: one for two kinds is a mistake in the table.</summary>
    private static Dictionary<string, T> Index<T>((T Meaning, string[] Words)[] table) =>
        table
            .SelectMany(pair => pair.Words.Select(word => (word: HeaderWords.Normalize(word), pair.Meaning)))
            .Distinct()
            .ToDictionary(pair => pair.word, pair => pair.Meaning, StringComparer.Ordinal);
}
