using System.Globalization;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadDashboard.App.Leads;

/// <summary>Which leads, in which order: exactly what the address of the page says. Null means any.</summary>
public sealed record LeadFilter
{
    /// <summary>In place of the number of a campaign: whichever brought the lead.</summary>
    public const int AnyCampaign = -1;

    /// <summary>What is known to be won or lost.</summary>
    public static LeadFilter Decided { get; } = new() { Status = null, IsClosed = true };

    public string? Search { get; init; }

    /// <summary>Open unless the address says otherwise: a list to work from.</summary>
    public LeadStatus? Status { get; init; } = LeadStatus.Open;

    /// <summary>Won or lost; <see cref="Status"/> then says nothing.</summary>
    public bool IsClosed { get; init; }
    public Segment? Segment { get; init; }
    public string? Source { get; init; }

    /// <summary>0 = leads that no campaign brought; <see cref="AnyCampaign"/> = leads that one brought.</summary>
    public int? CampaignId { get; init; }

    /// <summary>Empty = leads that no campaign brought, or one without a channel.</summary>
    public string? Channel { get; init; }
    public string? OwnerId { get; init; }

    /// <summary>The leads of nobody besides those of <see cref="OwnerId"/>; nothing without an owner.</summary>
    public bool WithUnassigned { get; init; }

    /// <summary>No activity in as many days, or none ever.</summary>
    public int? SilentDays { get; init; }

    /// <summary>Leads whose file did not say when they arrived; no day of arrival finds them.</summary>
    public bool IsUndated { get; init; }

    /// <summary>First day of arrival: a day of the company's zone, as <see cref="ToDay"/> is.</summary>
    public DateOnly? FromDay { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? ToDay { get; init; }
    public int? ImportBatchId { get; init; }

    /// <summary>First day of the outcome, of the company's zone; an open lead has none.</summary>
    public DateOnly? ClosedFromDay { get; init; }

    /// <summary>Last day, included.</summary>
    public DateOnly? ClosedToDay { get; init; }

    /// <summary>One of <see cref="LeadOrder.Columns"/>; "-" in front = descending.</summary>
    public string Sort { get; init; } = LeadOrder.Default;

    /// <summary>A hundred years; more would leave the calendar.</summary>
    private const int MaxSilentDays = 36_500;

    public static LeadFilter Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri, UriKind.Absolute).Query);
        string? Value(string key) =>
            query.TryGetValue(key, out var values) && !string.IsNullOrWhiteSpace(values[0])
                ? Printable(values[0]!)
                : null;
        int? Number(string key) =>
            int.TryParse(Value(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var status = Value("status");
        var isClosed = string.Equals(status, "closed", StringComparison.OrdinalIgnoreCase);
        var owner = Value("owner");
        var campaign = Value("campaign");
        return new LeadFilter
        {
            Search = Value("q"),
            Status =
                isClosed || string.Equals(status, "all", StringComparison.OrdinalIgnoreCase) ? null
                : Enum.TryParse<LeadStatus>(status, ignoreCase: true, out var known) ? known
                : LeadStatus.Open,
            IsClosed = isClosed,
            Segment = Enum.TryParse<Segment>(Value("segment"), ignoreCase: true, out var segment) ? segment : null,
            Source = Value("source"),
            CampaignId = campaign switch
            {
                "none" => 0,
                "any" => AnyCampaign,
                _ => Number("campaign"),
            },
            Channel = query.TryGetValue("channel", out var channel) && channel[0] == "" ? "" : Value("channel"),
            OwnerId = owner,
            WithUnassigned = owner is not null && Value("unassigned") == "also",
            SilentDays = Number("silent") is { } days and > 0 and <= MaxSilentDays ? days : null,
            IsUndated = Value("undated") == "only",
            FromDay = Day(Value("from")),
            ToDay = Day(Value("to")),
            ClosedFromDay = Day(Value("closedfrom")),
            ClosedToDay = Day(Value("closedto")),
            ImportBatchId = Number("import"),
            Sort = Value("sort") is { } sort && LeadOrder.IsKnown(sort) ? sort : LeadOrder.Default,
        };
    }

    /// <summary>The query part of the address, "" or beginning with "?"; defaults are left out.</summary>
    public string ToQuery()
    {
        var parts = new List<string>();
        void Add(string key, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add(key + "=" + Uri.EscapeDataString(value));
            }
        }

        Add("q", Search);
        Add(
            "status",
            IsClosed ? "closed"
                : Status is null ? "all"
                : Status == LeadStatus.Open ? null
                : Status.ToString()
        );
        Add("segment", Segment?.ToString());
        Add("source", Source);
        Add(
            "campaign",
            CampaignId switch
            {
                null => null,
                0 => "none",
                AnyCampaign => "any",
                { } id => id.ToString(CultureInfo.InvariantCulture),
            }
        );
        if (Channel == "")
        {
            parts.Add("channel=");
        }

        Add("channel", Channel);
        Add("owner", OwnerId);
        Add("unassigned", OwnerId is not null && WithUnassigned ? "also" : null);
        Add("silent", SilentDays?.ToString(CultureInfo.InvariantCulture));
        Add("undated", IsUndated ? "only" : null);
        Add("from", FromDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", ToDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("closedfrom", ClosedFromDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("closedto", ClosedToDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("import", ImportBatchId?.ToString(CultureInfo.InvariantCulture));
        Add("sort", Sort == LeadOrder.Default ? null : Sort);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>Control characters are nobody's search; PostgreSQL refuses the zero character in any text.</summary>
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    /// <summary>A day that has a next one; the last of the calendar bounds nothing.</summary>
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day < DateOnly.MaxValue
            ? day
            : null;
}
