using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What an import may write of an activity that is there; lead and kind are what it is known by.</summary>
public static class ActivitySnapshot
{
    public static FieldTexts<Activity> Fields { get; } =
        new(
            (
                nameof(Activity.OccurredUtc),
                a => StoredText.Format(a.OccurredUtc),
                (a, v) => a.OccurredUtc = StoredText.Instant(v)!.Value
            ),
            (nameof(Activity.Detail), a => a.Detail, (a, v) => a.Detail = v),
            (nameof(Activity.Text), a => a.Text, (a, v) => a.Text = v),
            (
                nameof(Activity.Direction),
                a => StoredText.Format((int?)a.Direction),
                (a, v) => a.Direction = (ActivityDirection?)StoredText.Number(v)
            ),
            (nameof(Activity.Minutes), a => StoredText.Format(a.Minutes), (a, v) => a.Minutes = StoredText.Amount(v)),
            (nameof(Activity.ExternalId), a => a.ExternalId, (a, v) => a.ExternalId = v),
            (nameof(Activity.Score), a => StoredText.Format(a.Score), (a, v) => a.Score = StoredText.Amount(v)),
            (
                nameof(Activity.ScoreTop),
                a => StoredText.Format(a.ScoreTop),
                (a, v) => a.ScoreTop = StoredText.Amount(v)
            ),
            (
                nameof(Activity.CampaignId),
                a => StoredText.Format(a.CampaignId),
                (a, v) => a.CampaignId = StoredText.Number(v)
            ),
            (
                nameof(Activity.ProductId),
                a => StoredText.Format(a.ProductId),
                (a, v) => a.ProductId = StoredText.Number(v)
            )
        );
}
