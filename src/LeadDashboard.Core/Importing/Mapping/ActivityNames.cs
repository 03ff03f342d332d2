namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// The names that columns of activities have in the wild, those of the exports of HubSpot, Salesforce, Pipedrive and
/// Zoho among them; of each target the surest first.
/// </summary>
internal static class ActivityNames
{
    public static readonly (TargetField Target, string[] Names)[] All =
    [
        (
            TargetField.LeadReference,
            [
                "lead id", "lead", "contact id", "lead reference", "who id", "name id", "person id", "person - id",
                "prospect id", "customer id", "client id", "user id", "associated contact ids",
                "associated contact id", "contact name.id", "related to.id", "lead external id", "kunden-id",
                "kundennummer", "kontakt-id", "客户编号", "线索编号", "客户id", "线索id", "联系人编号", "phone",
                "phone number", "mobile", "telefon", "电话", "手机", "手机号", "id", "external id", "record id",
                "编号",
            ]
        ),
        (
            TargetField.Email,
            [
                "email", "e-mail", "mail", "email address", "contact email", "lead email", "person email",
                "person - email", "person - email - work", "recipient", "recipient email", "customer email",
                "respondent email", "attendee email", "registrant email", "associated contact email", "e-mail-adresse",
                "邮箱", "电子邮件", "电子邮箱", "邮箱地址", "客户邮箱", "联系人邮箱",
            ]
        ),
        (
            TargetField.ActivityKind,
            [
                "activity type", "kind", "type", "activity", "event type", "event", "action", "activity - type",
                "engagement type", "hs engagement type", "hs activity type", "task type", "task subtype",
                "interaction type", "interaction", "touch type", "touchpoint", "event name", "aktivität",
                "aktivitätstyp", "aktivitätsart", "ereignis", "art", "typ", "类型", "活动类型", "跟进方式", "跟进类型",
                "互动类型", "行为", "行为类型", "事件", "动作",
            ]
        ),
        (
            TargetField.ActivityTime,
            [
                "activity date", "occurred at", "occurred", "event time", "event date", "event timestamp", "timestamp",
                "hs timestamp", "time", "date", "when", "call start time", "call date", "start date time",
                "start time", "meeting date", "email send date", "sent at", "submitted at", "response date",
                "review date", "registration time", "activity - marked as done time", "activity - due date",
                "due date", "completed date time", "datum", "zeitpunkt", "zeit", "uhrzeit", "datum/uhrzeit", "时间",
                "日期", "发生时间", "活动时间", "跟进时间", "通话时间", "created at", "created", "created on",
                "created date", "create date", "created time", "erstellt", "erstellt am", "创建时间",
            ]
        ),
        (
            TargetField.ActivityDetail,
            [
                "subject", "detail", "details", "title", "activity - subject", "hs call title", "hs email subject",
                "hs meeting title", "call title", "meeting title", "email subject", "event title", "webinar",
                "webinar name", "page", "page title", "page url", "page location", "url", "link", "search term",
                "query", "file", "asset", "form name", "betreff", "titel", "thema", "seite", "主题", "标题", "详情",
                "页面", "链接", "搜索词", "description", "note", "notes", "content", "beschreibung", "notiz",
                "notizen", "内容", "备注", "说明",
            ]
        ),
        (
            TargetField.ActivityText,
            [
                "body", "text", "message", "message body", "email body", "email text", "hs email text", "hs call body",
                "hs note body", "hs meeting body", "note body", "call notes", "meeting notes", "comments", "comment",
                "full comments", "transcript", "answer", "response", "response text", "review text", "review",
                "feedback", "activity - note", "nachricht", "nachrichtentext", "kommentar", "antwort",
                "bewertungstext", "正文", "沟通内容", "跟进内容", "聊天内容", "评论", "评论内容", "评价内容", "反馈",
                "反馈内容", "留言",
            ]
        ),
        (
            TargetField.ActivityDirection,
            [
                "direction", "call direction", "hs call direction", "email direction", "hs email direction",
                "message direction", "call type", "inbound outbound", "inbound/outbound", "richtung", "anrufrichtung",
                "anruftyp", "方向", "呼叫方向", "呼叫类型", "通话类型",
            ]
        ),
        (
            TargetField.ActivityMinutes,
            [
                "minutes", "duration", "duration minutes", "duration in minutes", "duration min", "call duration",
                "hs call duration", "call duration in seconds", "call duration in minutes", "call duration seconds",
                "call duration ms", "call duration minutes", "duration seconds", "duration in seconds", "duration ms",
                "duration hours", "duration in hours", "call length", "talk time", "time spent", "meeting duration",
                "activity - duration", "minuten", "dauer", "dauer minuten", "dauer in minuten", "dauer min",
                "gesprächsdauer", "anrufdauer", "时长", "通话时长", "时长分钟", "通话时长秒", "通话时长分钟",
                "持续时间",
            ]
        ),
        (
            TargetField.ActivityScore,
            [
                "score", "rating", "stars", "nps", "nps score", "csat", "csat score", "ces", "ces score",
                "satisfaction", "satisfaction score", "survey score", "review score", "likelihood to recommend",
                "how likely are you to recommend us", "bewertung", "sterne", "punktzahl", "zufriedenheit", "评分",
                "得分", "星级", "满意度", "nps得分",
            ]
        ),
        (
            TargetField.ActivityId,
            [
                "activity id", "activity - id", "activity external id", "engagement id", "hs engagement id",
                "interaction id", "task id", "event id", "call id", "meeting id", "message id", "note id",
                "response id", "survey response id", "submission id", "review id", "task/event record id",
                "record id - call", "record id - meeting", "record id - email", "record id - note", "aktivitäts-id",
                "vorgangs-id", "活动编号", "活动id", "通话编号", "跟进编号",
            ]
        ),
        (
            TargetField.Campaign,
            [
                "campaign", "campaign name", "utm campaign", "email campaign", "kampagne", "营销活动", "活动名称",
                "广告系列",
            ]
        ),
        (
            TargetField.Product,
            [
                "product", "product name", "product code", "sku", "item", "item name", "produkt", "artikel", "产品",
                "产品名称", "商品", "商品名称",
            ]
        ),
    ];

    private static readonly Dictionary<string, int> Ranks = All
        .SelectMany(pair => pair.Names.Select((name, rank) => (Name: HeaderWords.Normalize(name), rank)))
        .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Name, pair => pair.rank, StringComparer.Ordinal);

    /// <summary>Its place among the names of its target, 0 = the surest.</summary>
    public static int RankOf(string header) => Ranks.GetValueOrDefault(HeaderWords.Normalize(header), int.MaxValue);
}
