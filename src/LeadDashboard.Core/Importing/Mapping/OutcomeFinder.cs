using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>Finds the column that says won or lost.</summary>
internal static class OutcomeFinder
{
    private const int EnoughPoints = 3;
    private const int MaxDistinct = 40;

    private static readonly HashSet<string> StrongNames = new(StringComparer.Ordinal)
    {
        "y", "outcome", "won", "iswon", "converted", "isconverted", "conversion", "wonlost", "label", "target",
        "closedwon", "dealoutcome", "purchased", "success", "result", "bought", "是否成交", "成交", "结果", "是否转化", "转化",
        "成交状态",
    };

    private static readonly HashSet<string> WeakNames = new(StringComparer.Ordinal)
    {
        "leadstatus", "status", "stage", "dealstage", "state", "lifecyclestage", "class", "revenue", "purchase", "sale",
        "sold", "response", "subscribed", "deposit", "buy", "buyer", "signed", "状态", "阶段", "销售阶段", "购买", "客户状态",
    };

    /// <summary>null where no column is a likely outcome.</summary>
    /// <param name="customFields">Names of custom fields that are known already: a column of that name is one of them,
    /// not the outcome.</param>
    public static (int ColumnIndex, OutcomeWords Words, Message Evidence)? Find(
        IReadOnlyList<string> header,
        IReadOnlyList<SampleColumn> columns,
        IReadOnlyCollection<string> customFields
    )
    {
        (int Index, int Points)? best = null;
        for (var i = 0; i < columns.Count; i++)
        {
            if (
                customFields.Contains(header[i], StringComparer.OrdinalIgnoreCase)
                || EarlierNames.IsEarlier(header[i], IsName)
            )
            {
                continue;
            }

            var points = Points(header[i], columns[i], isLast: i == columns.Count - 1);
            if (points >= EnoughPoints && points > (best?.Points ?? 0))
            {
                best = (i, points);
            }
        }

        if (best is not { } found)
        {
            return null;
        }

        return Describe(found.Index, header[found.Index], columns[found.Index]);
    }

    public static (int ColumnIndex, OutcomeWords Words, Message Evidence) Describe(
        int index,
        string name,
        SampleColumn column
    )
    {
        var words = Sort(column.Distinct);
        var evidence = new Message(
            words.OpenValues.Count > 0 ? ImportMessages.OutcomeFoundWithOpen : ImportMessages.OutcomeFound,
            name,
            Quote(words.WonValues),
            Quote(words.LostValues),
            Quote(words.OpenValues)
        );
        return (index, words, evidence);
    }

    /// <summary>Every word gets a meaning; those nobody knows stay open, which is the harmless choice.</summary>
    public static OutcomeWords Sort(IReadOnlyList<string> distinct)
    {
        var won = distinct.Where(w => OutcomeVocabulary.Meaning(w) == 1).ToList();
        var lost = distinct.Where(w => OutcomeVocabulary.Meaning(w) == 0).ToList();
        var open = distinct.Where(w => OutcomeVocabulary.Meaning(w) is null or -1).ToList();
        if (
            won.Count == 0
            && lost.Select(OutcomeVocabulary.Counterpart).FirstOrDefault(w => w is not null) is { } missingWon
        )
        {
            won.Add(missingWon);
        }

        if (
            lost.Count == 0
            && open.Count == 0
            && won.Select(OutcomeVocabulary.Counterpart).FirstOrDefault(w => w is not null) is { } missingLost
        )
        {
            lost.Add(missingLost);
        }

        return new OutcomeWords
        {
            WonValues = won,
            LostValues = lost,
            OpenValues = open,
        };
    }

    private static int Points(string name, SampleColumn column, bool isLast)
    {
        if (column.Distinct.Count is 0 or > MaxDistinct)
        {
            return 0;
        }

        var meanings = column.Distinct.Select(OutcomeVocabulary.Meaning).ToList();
        var hasWon = meanings.Contains(1);
        var hasLost = meanings.Contains(0);
        if (!hasWon && !hasLost)
        {
            return 0;
        }

        var normalized = HeaderWords.Normalize(name);
        var points =
            StrongNames.Contains(normalized) ? 3
            : WeakNames.Contains(normalized) ? 2
            : 0;
        var isGeneric = column
            .Distinct.Where(w => OutcomeVocabulary.Meaning(w) is 0 or 1)
            .All(OutcomeVocabulary.IsGeneric);
        if (isGeneric)
        {
            // Yes and no with a third answer is a question about something else, unless the name says otherwise.
            points += meanings.TrueForAll(m => m is 0 or 1) ? 1 : 0;
        }
        else
        {
            points += hasWon && hasLost ? 3 : 1;
        }

        return points + (isLast && points > 0 ? 1 : 0);
    }

    private static bool IsName(string normalized) => StrongNames.Contains(normalized) || WeakNames.Contains(normalized);

    internal static object Quote(IReadOnlyList<string> words) =>
        words.Count == 0
            ? new Message(ImportMessages.NoValue)
            : string.Join(", ", words.Take(6).Select(w => $"'{CellText.Shorten(w)}'"))
                + (words.Count > 6 ? " ..." : "");
}

/// <summary>The sampled values of one column.</summary>
internal sealed class SampleColumn
{
    public SampleColumn(IReadOnlyList<string[]> rows, int index)
    {
        Values = [.. rows.Select(row => index < row.Length ? CellText.Clean(row[index]) : "")];
        Distinct = [.. Values.Where(v => v.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(1_000)];
    }

    /// <summary>One per sampled row, trimmed; "" = empty.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Different non-empty values in order of appearance, at most 1,000.</summary>
    public IReadOnlyList<string> Distinct { get; }

    /// <summary>Without errors of a spreadsheet, which say nothing of the column.</summary>
    public IReadOnlyList<string> Known(IReadOnlyList<string> missingTokens) =>
        [
            .. Values.Where(v =>
                v.Length > 0
                && !missingTokens.Contains(v, StringComparer.OrdinalIgnoreCase)
                && !SpreadsheetText.IsError(v)
            ),
        ];
}
