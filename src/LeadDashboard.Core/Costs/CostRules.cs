using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Costs;

/// <summary>Which costs count on a day.</summary>
public static class CostRules
{
    /// <summary>
    /// Of each thing the newest cost that began on the day or before; things without one are not in it.
    /// </summary>
    public static IReadOnlyList<CostRate> ValidOn(IEnumerable<CostRate> rates, DateOnly day) =>
        [
            .. rates
                .Where(rate => DateOnly.FromDateTime(rate.ValidFromUtc) <= day)
                .GroupBy(rate => (rate.Kind, NormalForms.Fold(rate.Subject)))
                .Select(group => group.MaxBy(rate => rate.ValidFromUtc)!),
        ];
}
