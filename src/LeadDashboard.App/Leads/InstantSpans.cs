using System.Linq.Expressions;

namespace LeadDashboard.App.Leads;

/// <summary>
/// Numbers instants by spans of time inside a query: which of the starts is the last that is not after the instant. The
/// starts are instants, found by the days of a zone: no database has to know time zones.
/// </summary>
internal static class InstantSpans
{
    /// <param name="instant">Of a row; not before the first start.</param>
    /// <param name="starts">Ascending, at least one.</param>
    public static Expression<Func<TRow, int>> Number<TRow>(
        Expression<Func<TRow, DateTime>> instant,
        IReadOnlyList<DateTime> starts
    ) => Expression.Lambda<Func<TRow, int>>(Number(instant.Body, starts), instant.Parameters);

    /// <summary>The same as a part of a larger expression.</summary>
    public static Expression Number(Expression instant, IReadOnlyList<DateTime> starts) =>
        Number(instant, starts, 0, starts.Count);

    /// <summary>By halves, so that many spans make no deep expression.</summary>
    private static Expression Number(Expression instant, IReadOnlyList<DateTime> starts, int first, int end)
    {
        if (end - first == 1)
        {
            return Expression.Constant(first);
        }

        var middle = (first + end) / 2;
        return Expression.Condition(
            Expression.LessThan(instant, Expression.Constant(starts[middle])),
            Number(instant, starts, first, middle),
            Number(instant, starts, middle, end)
        );
    }
}
