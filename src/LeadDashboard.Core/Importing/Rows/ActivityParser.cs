using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>An activity whose lead is still to be found.</summary>
/// <param name="LeadKeys">Keys the lead may have, the likeliest first.</param>
/// <param name="LeadText">What the file says about the lead, for the list of rows without one.</param>
/// <param name="Activity">Without Id and LeadId.</param>
public sealed record ParsedActivity(IReadOnlyList<string> LeadKeys, string LeadText, Activity Activity);

/// <summary>Rows in, activities out.</summary>
public sealed class ActivityParser
{
    private static readonly (ActivityKind Kind, string[] Words)[] KindWords =
    [
        (
            ActivityKind.Visit,
            ["visit", "visited", "page view", "pageview", "page visit", "view", "session", "web visit", "访问", "浏览"]
        ),
        (ActivityKind.Open, ["open", "opened", "email open", "email opened", "mail open", "打开", "打开邮件"]),
        (ActivityKind.Click, ["click", "clicked", "email click", "email clicked", "link click", "点击"]),
        (
            ActivityKind.Form,
            [
                "form", "form submit", "form submission", "form submitted", "submit", "signup", "sign up", "表单", "提交表单",
                "注册",
            ]
        ),
        (ActivityKind.Download, ["download", "downloaded", "file download", "whitepaper", "下载"]),
        (
            ActivityKind.Call,
            ["call", "phone", "phone call", "called", "outbound call", "inbound call", "电话", "通话", "拨打电话"]
        ),
        (ActivityKind.Meeting, ["meeting", "demo", "appointment", "webinar", "event", "会议", "拜访", "见面", "演示"]),
        (ActivityKind.Trial, ["trial", "trial use", "trial start", "trial started", "login", "试用"]),
        (ActivityKind.Cart, ["cart", "add to cart", "added to cart", "checkout", "basket", "购物车", "加入购物车"]),
        (ActivityKind.Note, ["note", "task", "comment", "email", "mail", "email sent", "备注", "邮件"]),
    ];

    private static readonly Dictionary<string, ActivityKind> Kinds = KindWords
        .SelectMany(pair => pair.Words.Select(word => (Word: HeaderWords.Normalize(word), pair.Kind)))
        .DistinctBy(pair => pair.Word, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Word, pair => pair.Kind, StringComparer.Ordinal);

    private readonly ColumnMap _map;
    private readonly ParseContext _context;

    public ActivityParser(ColumnMap map, ParseContext context)
    {
        _map = map;
        _context = context;
    }

    /// <summary>An activity, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedActivity> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedActivity>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, _context.Format, currency: _context.Currency);
        var reference = cells.Identity(ColumnFor(TargetField.LeadReference)) ?? "";
        var email = cells.Text(ColumnFor(TargetField.Email));
        var keys = LeadReferences.Keys(reference, email);
        if (keys.Count == 0)
        {
            var column = ColumnFor(TargetField.LeadReference) ?? ColumnFor(TargetField.Email)!;
            cells.Fail<string>(column, cells.Text(column), ImportMessages.NamesNoLead);
        }

        var occurred = cells.Date(ColumnFor(TargetField.ActivityTime));
        if (occurred is null && ColumnFor(TargetField.ActivityTime) is { } time)
        {
            cells.FailEmpty(time, ImportMessages.NoActivityTime);
        }

        var kind = ReadKind(ref cells);
        return cells.Error is { } error
            ? new RowResult<ParsedActivity>(null, error)
            : new RowResult<ParsedActivity>(
                new ParsedActivity(
                    keys,
                    reference.Length > 0 ? reference : email,
                    new Activity
                    {
                        Kind = kind,
                        OccurredUtc = occurred!.Value,
                        Detail = cells.TextOrNull(ColumnFor(TargetField.ActivityDetail)),
                        ImportBatchId = _context.ImportBatchId,
                    }
                ),
                null,
                cells.Warnings
            );
    }

    /// <summary>null where the word is no kind of activity.</summary>
    internal static ActivityKind? KindOf(string word) =>
        Kinds.TryGetValue(HeaderWords.Normalize(word), out var kind) ? kind : null;

    private ActivityKind ReadKind(ref CellReader cells)
    {
        var column = ColumnFor(TargetField.ActivityKind);
        var word = cells.Text(column);
        if (word.Length == 0)
        {
            return ActivityKind.Note;
        }

        return KindOf(word)
            ?? cells.Fail<ActivityKind>(column!, word, ImportMessages.UnknownActivityKind, ImportWords.ActivityKinds);
    }

    private MappedColumn? ColumnFor(TargetField target) => _map.Columns.FirstOrDefault(c => c.Target == target);
}
