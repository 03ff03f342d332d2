using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class ActivityParserTests
{
    private static readonly DateTime Now = new(2026, 3, 4, 10, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ActivityKind.Search, "search", "view_search_results", "Suche", "站内搜索")]
    [InlineData(ActivityKind.Visit, "page_view", "session_start", "Seitenaufruf", "页面浏览")]
    [InlineData(ActivityKind.PricingPage, "Pricing Page", "Viewed pricing", "Preisseite", "价格页")]
    [InlineData(ActivityKind.Open, "OPEN", "Email Opened", "geöffnet", "打开邮件")]
    [InlineData(ActivityKind.Click, "CLICK", "Email Clicked", "Link geklickt", "点击链接")]
    [InlineData(ActivityKind.Form, "Form submission", "generate_lead", "Formular", "提交表单")]
    [InlineData(ActivityKind.Download, "file_download", "Whitepaper", "heruntergeladen", "下载资料")]
    [InlineData(ActivityKind.Event, "Webinar", "Event", "Messe", "展会")]
    [InlineData(ActivityKind.GuestAccount, "Guest account", "account_created", "Gastkonto", "访客账号")]
    [InlineData(ActivityKind.Trial, "Trial started", "free trial", "Testphase", "试用")]
    [InlineData(ActivityKind.Cart, "add_to_cart", "begin_checkout", "Warenkorb", "加入购物车")]
    [InlineData(ActivityKind.Call, "CALL", "Phone Call", "Anruf", "呼入")]
    [InlineData(ActivityKind.Meeting, "MEETING", "Appointment", "Besprechung", "拜访")]
    [InlineData(ActivityKind.Email, "EMAIL", "INCOMING_EMAIL", "E-Mail gesendet", "发送邮件")]
    [InlineData(ActivityKind.Chat, "WHATS_APP", "CONVERSATION_SESSION", "SMS", "微信")]
    [InlineData(ActivityKind.Reply, "REPLY", "Email Replied", "Antwort", "回复邮件")]
    [InlineData(ActivityKind.Social, "LINKEDIN_MESSAGE", "Social Activity", "Soziale Medien", "社交媒体")]
    [InlineData(ActivityKind.Review, "Review", "Rating", "Bewertung", "评价")]
    [InlineData(ActivityKind.Survey, "NPS", "FEEDBACK_SUBMISSION", "Umfrage", "问卷调查")]
    [InlineData(ActivityKind.Note, "NOTE", "Task", "Notiz", "备注")]
    public void Parse_WordOfAnExport_IsItsKind(ActivityKind kind, params string[] words) =>
        Assert.All(words, word => Assert.Equal(kind, Parse(["lead", "type", "time"], ["7", word, "2026-03-04"]).Kind));

    [Fact]
    public void Parse_OwnNameOfEveryKind_IsTheKind() =>
        Assert.All(
            Enum.GetValues<ActivityKind>(),
            kind =>
            {
                Assert.Equal(kind, Parse(["lead", "type", "time"], ["7", $"{kind}", "2026-03-04"]).Kind);
                var shown = ImportWords.WordFor(kind);
                Assert.All(
                    new[] { shown.English(), shown.Chinese() },
                    word => Assert.Equal(kind, Parse(["lead", "type", "time"], ["7", word, "2026-03-04"]).Kind)
                );
            }
        );

    private static Activity Parse(string[] header, string[] cells)
    {
        var map = ColumnMap.Suggest(header, [cells], kind: ImportKind.Activities).Map;
        var result = new ActivityParser(map, new ParseContext(new FileFormat(), "f", Now)).Parse(
            new FileRow(0, 2, cells, null)
        );
        Assert.Null(result.Error);
        return result.Value!.Activity;
    }
}
