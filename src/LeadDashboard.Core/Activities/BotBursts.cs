namespace LeadDashboard.Core.Activities;

/// <summary>
/// Mail scanners and robots, recognised by the shape of their bursts: they open and click everything within seconds,
/// and many mailboxes of one
/// mailing in the same second. People click one link, then read.
/// </summary>
public static class BotBursts
{
    /// <summary>Opens and clicks of one lead within <see cref="LeadWindow"/> that no person manages.</summary>
    public const int LeadEvents = 4;

    /// <summary>Clicks of different leads on the same thing within one second.</summary>
    public const int CrowdLeads = 8;

    public static TimeSpan LeadWindow { get; } = TimeSpan.FromSeconds(10);

    /// <summary>A page that a scanner opens by its last click is there so soon.</summary>
    public static TimeSpan PageDelay { get; } = TimeSpan.FromSeconds(3);

    /// <summary>What the click of a scanner leads to: marked within a burst, and no burst alone.</summary>
    private static readonly ActivityKind[] Pages =
    [
        ActivityKind.Visit, ActivityKind.PricingPage, ActivityKind.Search, ActivityKind.Download,
    ];

    /// <summary>The kinds that are looked at; nobody else than a person does the others.</summary>
    public static IReadOnlyList<ActivityKind> Kinds { get; } = [ActivityKind.Open, ActivityKind.Click, .. Pages];

    /// <summary>
    /// Ids of the activities that belong to a burst. Instants without a time of day say nothing and are left alone.
    /// </summary>
    /// <param name="activities">In any order, from all leads that are looked at together.</param>
    public static IReadOnlySet<int> Find(IEnumerable<Activity> activities)
    {
        var timed = activities
            .Where(activity =>
                Kinds.Contains(activity.Kind)
                && activity.OccurredUtc.TimeOfDay.Ticks % TimeSpan.TicksPerMinute != 0
                && activity.ActorId is null
            )
            .ToList();
        var events = timed.Where(activity => !Pages.Contains(activity.Kind)).ToList();
        var pages = timed.Where(activity => Pages.Contains(activity.Kind)).ToLookup(activity => activity.LeadId);
        var found = new HashSet<int>();
        foreach (var lead in events.GroupBy(activity => activity.LeadId))
        {
            AddOwn(
                [.. lead.OrderBy(activity => activity.OccurredUtc).ThenBy(activity => activity.Id)],
                pages[lead.Key],
                found
            );
        }

        foreach (
            var second in events
                .Where(activity => activity.Kind == ActivityKind.Click)
                .GroupBy(activity => (activity.Detail, Second: activity.OccurredUtc.Ticks / TimeSpan.TicksPerSecond))
        )
        {
            if (second.Select(activity => activity.LeadId).Distinct().Count() >= CrowdLeads)
            {
                found.UnionWith(second.Select(activity => activity.Id));
            }
        }

        return found;
    }

    private static void AddOwn(List<Activity> events, IEnumerable<Activity> pages, HashSet<int> found)
    {
        var from = 0;
        for (var to = 0; to < events.Count; to++)
        {
            while (events[to].OccurredUtc - events[from].OccurredUtc > LeadWindow)
            {
                from++;
            }

            if (
                to - from + 1 >= LeadEvents
                && events.Skip(from).Take(to - from + 1).Any(activity => activity.Kind == ActivityKind.Click)
            )
            {
                found.UnionWith(events.Skip(from).Take(to - from + 1).Select(activity => activity.Id));
                found.UnionWith(
                    pages
                        .Where(page =>
                            page.OccurredUtc >= events[from].OccurredUtc
                            && page.OccurredUtc <= events[to].OccurredUtc + PageDelay
                        )
                        .Select(page => page.Id)
                );
            }
        }
    }
}
