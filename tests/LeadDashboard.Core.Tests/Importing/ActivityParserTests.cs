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

    [Theory]
    [InlineData("Duration", "12", 12)]
    [InlineData("Duration (min)", "12.5", 12.5)]
    [InlineData("Duration", "00:12:30", 12.5)]
    [InlineData("Duration", "01:30", 90)]
    [InlineData("Call Duration", "01:30", 1.5)]
    [InlineData("Duration (mm:ss)", "01:30", 1.5)]
    [InlineData("Duration", "12 min", 12)]
    [InlineData("Duration", "1 h 5 min", 65)]
    [InlineData("Duration", "90 s", 1.5)]
    [InlineData("Dauer", "1 Std. 30 Min.", 90)]
    [InlineData("通话时长", "2分30秒", 2.5)]
    [InlineData("Duration", "PT1H2M", 62)]
    [InlineData("Call Duration (ms)", "90000", 1.5)]
    [InlineData("hs_call_duration", "90000", 1.5)]
    [InlineData("Call Duration", "90", 1.5)]
    [InlineData("CallDurationInSeconds", "90", 1.5)]
    [InlineData("Call Duration (in seconds)", "90", 1.5)]
    [InlineData("DurationInMinutes", "90", 90)]
    [InlineData("Duration (hours)", "1.5", 90)]
    [InlineData("Duration", "0", 0)]
    public void Parse_Duration_IsReadAsMinutes(string header, string cell, double minutes) =>
        Assert.Equal(
            (decimal)minutes,
            Parse(["lead", "type", "time", header], ["7", "call", "2026-03-04", cell]).Minutes
        );

    [Theory]
    [InlineData("Score", "7", 7.0, null)]
    [InlineData("NPS", "7", 7.0, 10.0)]
    [InlineData("Rating (1-5)", "4", 4.0, 5.0)]
    [InlineData("Rating", "4/5", 4.0, 5.0)]
    [InlineData("Rating", "4.5 out of 5", 4.5, 5.0)]
    [InlineData("Stars", "4", 4.0, 5.0)]
    [InlineData("Rating", "★★★☆☆", 3.0, 5.0)]
    [InlineData("Satisfaction", "80 %", 80.0, 100.0)]
    [InlineData("评分", "4星", 4.0, 5.0)]
    public void Parse_Score_KeepsItsScale(string header, string cell, double score, double? top)
    {
        var activity = Parse(["lead", "type", "time", header], ["7", "survey", "2026-03-04", cell]);

        Assert.Equal(((decimal)score, (decimal?)top), (activity.Score, activity.ScoreTop));
    }

    [Theory]
    [InlineData("Inbound", ActivityDirection.Inbound)]
    [InlineData("INCOMING_EMAIL", ActivityDirection.Inbound)]
    [InlineData("eingehend", ActivityDirection.Inbound)]
    [InlineData("呼入", ActivityDirection.Inbound)]
    [InlineData("OUTBOUND", ActivityDirection.Outbound)]
    [InlineData("outgoing", ActivityDirection.Outbound)]
    [InlineData("ausgehend", ActivityDirection.Outbound)]
    [InlineData("呼出", ActivityDirection.Outbound)]
    public void Parse_Direction_SaysWhoBegan(string word, ActivityDirection direction) =>
        Assert.Equal(
            direction,
            Parse(["lead", "type", "time", "direction"], ["7", "call", "2026-03-04", word]).Direction
        );

    [Fact]
    public void Parse_ValueThatOnlyDescribes_IsLeftOutWithItsReason()
    {
        string[] header = ["lead", "time", "Call Duration", "Direction", "Score"];
        var map = ColumnMap
            .Suggest(header, [["7", "2026-03-04", "10", "inbound", "5"]], kind: ImportKind.Activities)
            .Map;

        var result = new ActivityParser(map, new ParseContext(new FileFormat(), "f", Now)).Parse(
            new FileRow(0, 2, ["7", "2026-03-04", "-5", "sideways", "12/10"], null)
        );

        Assert.Equal(ActivityKind.Call, result.Value!.Activity.Kind);
        Assert.Equal(
            ["Call Duration", "Direction", "Score"],
            result.Warnings!.Select(warning => warning.Column).Order(StringComparer.Ordinal)
        );
        Assert.Equal([ImportMessages.KindOfAll], map.Warnings().Select(said => said.Key));
    }

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
