using LeadDashboard.Core.Activities;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// What a lead did up to one instant: counts per kind, days since the last activity, and engagement that halves every
/// 14 days.
/// </summary>
internal static class ActivityFeatures
{
    public const string Recency = "Days since last activity";
    public const string Engagement = "Engagement";

    private const double HalfLifeDays = 14;

    /// <summary>
    /// By the number of the kind: the name of its count, which stored models know, and how much one says about
    /// interest, against a visit.
    /// </summary>
    private static readonly (string CountName, float Strength)[] Kinds =
    [
        ("Visits", 1), ("Opens", 0.5f), ("Clicks", 1), ("Forms", 3), ("Downloads", 2), ("Calls", 2), ("Meetings", 5),
        ("Trial uses", 5), ("Carts", 4), ("Notes logged", 0), ("Searches", 1), ("Pricing pages", 3), ("Events", 3),
        ("Guest accounts", 4), ("E-mails", 1), ("Chats", 3), ("Replies", 4), ("Social contacts", 1), ("Reviews", 3),
        ("Surveys", 2),
    ];

    public static IReadOnlyList<RawColumn> Build(
        IReadOnlyList<int> leadIds,
        ILookup<int, Activity> activities,
        IReadOnlyList<DateTime> instantsUtc
    )
    {
        var kinds = Enum.GetValues<ActivityKind>();
        var counts = kinds.Select(_ => new float[leadIds.Count]).ToArray();
        var recency = new float[leadIds.Count];
        var engagement = new float[leadIds.Count];
        for (var row = 0; row < leadIds.Count; row++)
        {
            double nearest = double.NaN,
                decayed = 0;
            foreach (var activity in activities[leadIds[row]])
            {
                var days = (instantsUtc[row] - activity.OccurredUtc).TotalDays;
                if (days <= 0)
                {
                    // At or after the instant: not known then.
                    continue;
                }

                var kind = (int)activity.Kind;
                counts[kind][row]++;
                nearest = double.IsNaN(nearest) ? days : Math.Min(nearest, days);
                decayed += Kinds[kind].Strength * Math.Pow(0.5, days / HalfLifeDays);
            }

            recency[row] = (float)nearest;
            engagement[row] = (float)decayed;
        }

        var columns = kinds
            .Select((kind, k) => RawColumn.OfNumbers(CountName(kind), CountName(kind), counts[k]))
            .ToList();
        columns.Add(RawColumn.OfNumbers(Recency, Recency, recency));
        columns.Add(RawColumn.OfNumbers(Engagement, Engagement, engagement));
        return columns;
    }

    public static string CountName(ActivityKind kind) => Kinds[(int)kind].CountName;
}
