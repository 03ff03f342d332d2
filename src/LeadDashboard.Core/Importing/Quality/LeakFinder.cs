using System.Globalization;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>
/// Points out columns that are known only after the outcome: by name, and by telling won from lost better than anything
/// known before could.
/// </summary>
internal static class LeakFinder
{
    private const double NamedAuc = 0.6;
    private const double PartlyNamedAuc = 0.78;
    private const double AnyNameAuc = 0.97;
    private const int FewestOfEach = 10;

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "duration", "callduration", "calllength", "talktime", "calltime", "lastcontactduration", "meetingduration",
        "daystoclose", "salescycle", "cyclelength", "timetoclose", "contractdate", "contractnumber", "contractid",
        "invoicedate", "invoicenumber", "invoiceamount", "paymentdate", "paidamount", "signeddate", "onboardingdate",
        "closereason", "closedreason", "winreason", "customersince", "churndate", "finalprice", "通话时长", "时长", "合同编号",
        "合同日期", "签约时间", "签约日期", "回款金额", "回款日期", "付款日期", "成交周期", "赢单原因",
    };

    private static readonly HashSet<string> NameWords = new(StringComparer.Ordinal)
    {
        "duration", "closed", "closing", "contract", "invoice", "paid", "payment", "signed", "won", "lost", "converted",
        "conversion", "churn", "refund",
    };

    public static IReadOnlyList<LeakSuspicion> Find(
        IReadOnlyList<MappedColumn> columns,
        IReadOnlyList<SampleColumn> sample,
        int outcomeIndex,
        OutcomeWords words,
        char decimalSeparator
    )
    {
        var labels = sample[outcomeIndex].Values.Select(v => Label(v, words)).ToArray();
        var canMeasure = labels.Count(l => l == 1) >= FewestOfEach && labels.Count(l => l == 0) >= FewestOfEach;
        var leaks = new List<LeakSuspicion>();
        foreach (var column in columns.Where(c => c.Index != outcomeIndex && c.Target == TargetField.Custom))
        {
            var auc = canMeasure
                ? Separation.Auc(sample[column.Index].Values, column, labels, decimalSeparator)
                : double.NaN;
            if (Judge(column.Header, auc) is { } reason)
            {
                leaks.Add(new LeakSuspicion(column.Index, column.Header, auc, reason));
            }
        }

        return leaks;
    }

    private static Message? Judge(string header, double auc)
    {
        var isNamed = Names.Contains(HeaderWords.Normalize(header));
        var isPartlyNamed = !isNamed && HeaderWords.Split(header).Exists(NameWords.Contains);
        var figure = auc.ToString("0.00", CultureInfo.InvariantCulture);
        if (isNamed && double.IsNaN(auc))
        {
            return new Message(ImportMessages.LeakByName, header);
        }

        if ((isNamed && auc >= NamedAuc) || (isPartlyNamed && auc >= PartlyNamedAuc))
        {
            return new Message(ImportMessages.LeakByNameAndAuc, header, figure);
        }

        return auc >= AnyNameAuc ? new Message(ImportMessages.LeakByAuc, header, figure) : null;
    }

    private static int Label(string value, OutcomeWords words) =>
        words.WonValues.Contains(value, StringComparer.OrdinalIgnoreCase) ? 1
        : words.LostValues.Contains(value, StringComparer.OrdinalIgnoreCase) ? 0
        : -1;
}

/// <summary>How well one column alone tells won from lost.</summary>
internal static class Separation
{
    /// <summary>
    /// Area under the ROC curve, folded to 0.5 .. 1. Numbers and dates rank by value, missing ones at their own win
    /// rate's place are left out;
    /// words rank by the win rate of the other half of the sample, so that a word per row does not look like knowledge.
    /// The fact of being filled counts as well: a column filled only for closed deals of one kind gives itself away.
    /// </summary>
    public static double Auc(IReadOnlyList<string> values, MappedColumn column, int[] labels, char decimalSeparator)
    {
        var missing = new HashSet<string>(column.MissingTokens, StringComparer.OrdinalIgnoreCase) { "" };
        var filled = Rank(Rows(values, labels, v => missing.Contains(v) ? 0 : 1));
        var byValue = column.Type switch
        {
            FieldType.Number => Rank(
                Rows(
                    values,
                    labels,
                    v => !missing.Contains(v) && NumberText.TryParse(v, decimalSeparator, out var n) ? n : double.NaN
                )
            ),
            FieldType.Date => Rank(
                Rows(values, labels, v => DateText.TryParse(v, DateOrder.DayFirst, out var d) ? d.Ticks : double.NaN)
            ),
            _ => ByWinRate(values, labels),
        };
        return Math.Max(Fold(filled), Fold(byValue));
    }

    private static double ByWinRate(IReadOnlyList<string> values, int[] labels)
    {
        var rates = new[] { Rates(values, labels, 0), Rates(values, labels, 1) };
        var rows = new List<(double Score, int Label)>();
        for (var i = 0; i < values.Count; i++)
        {
            if (labels[i] >= 0)
            {
                rows.Add((rates[1 - (i & 1)].GetValueOrDefault(values[i], double.NegativeInfinity), labels[i]));
            }
        }

        // A word that the other half does not know says nothing: it ranks with the average.
        var known = rows.Where(r => !double.IsNegativeInfinity(r.Score)).ToList();
        var average = known.Count == 0 ? 0 : known.Average(r => r.Label);
        return Rank([.. rows.Select(r => (double.IsNegativeInfinity(r.Score) ? average : r.Score, r.Label))]);
    }

    private static Dictionary<string, double> Rates(IReadOnlyList<string> values, int[] labels, int half)
    {
        var counts = new Dictionary<string, (double Wins, double Total)>(StringComparer.OrdinalIgnoreCase);
        double wins = 0,
            total = 0;
        for (var i = half; i < values.Count; i += 2)
        {
            if (labels[i] >= 0)
            {
                var (w, t) = counts.GetValueOrDefault(values[i]);
                counts[values[i]] = (w + labels[i], t + 1);
                wins += labels[i];
                total++;
            }
        }

        var prior = total == 0 ? 0 : wins / total;
        return counts.ToDictionary(
            pair => pair.Key,
            pair => (pair.Value.Wins + (2 * prior)) / (pair.Value.Total + 2),
            StringComparer.OrdinalIgnoreCase
        );
    }

    private static List<(double Score, int Label)> Rows(
        IReadOnlyList<string> values,
        int[] labels,
        Func<string, double> score
    )
    {
        var rows = new List<(double, int)>();
        for (var i = 0; i < values.Count; i++)
        {
            if (labels[i] >= 0 && score(values[i]) is var s && !double.IsNaN(s))
            {
                rows.Add((s, labels[i]));
            }
        }

        return rows;
    }

    /// <summary>Mann-Whitney with mid-ranks for ties; NaN without both labels.</summary>
    private static double Rank(List<(double Score, int Label)> rows)
    {
        rows.Sort((a, b) => a.Score.CompareTo(b.Score));
        double rankSum = 0,
            wins = 0;
        for (var i = 0; i < rows.Count;)
        {
            var end = i;
            while (end < rows.Count && rows[end].Score.Equals(rows[i].Score))
            {
                end++;
            }

            var middle = (i + 1 + end) / 2.0;
            for (; i < end; i++)
            {
                rankSum += rows[i].Label * middle;
                wins += rows[i].Label;
            }
        }

        var losses = rows.Count - wins;
        return wins == 0 || losses == 0 ? double.NaN : (rankSum - (wins * (wins + 1) / 2)) / (wins * losses);
    }

    private static double Fold(double auc) => double.IsNaN(auc) ? 0.5 : Math.Max(auc, 1 - auc);
}
