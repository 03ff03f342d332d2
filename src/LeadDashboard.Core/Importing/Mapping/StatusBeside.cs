using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// A column that says yes or no ("Converted") beside one that says how far a lead is ("Lead Status"): a lead that is
/// not converted and still worked on is open, not lost.
/// </summary>
internal static class StatusBeside
{
    /// <summary>
    /// Share of the rows that are won while their status says lost, above which the two are not of one thing.
    /// </summary>
    private const double MaxContradictions = 0.03;

    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "status", "leadstatus", "stage", "leadstage", "dealstage", "状态", "阶段", "线索状态", "销售阶段",
    };

    /// <summary>null where nothing stands beside the column that speaks against its "no".</summary>
    /// <param name="decided">Index of the column of yes and no.</param>
    /// <param name="words">Its words.</param>
    public static (int ColumnIndex, OutcomeWords Words, Message Evidence)? Find(
        int decided,
        OutcomeWords words,
        IReadOnlyList<string> header,
        IReadOnlyList<SampleColumn> columns
    )
    {
        if (words.WonValues.Concat(words.LostValues).Any(word => !OutcomeVocabulary.IsGeneric(word)))
        {
            return null;
        }

        var won = words.WonValues.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable
            .Range(0, header.Count)
            .Where(index => index != decided && Names.Contains(HeaderWords.Normalize(header[index])))
            .Select(index => Read(index, header[index], columns[index], header[decided], columns[decided], won))
            .FirstOrDefault(found => found is not null);
    }

    private static (int ColumnIndex, OutcomeWords Words, Message Evidence)? Read(
        int index,
        string name,
        SampleColumn status,
        string decidedName,
        SampleColumn decided,
        HashSet<string> won
    )
    {
        var rows = status
            .Values.Zip(decided.Values, (word, answer) => (Word: word, IsWon: won.Contains(answer)))
            .Where(row => row.Word.Length > 0)
            .ToList();
        var wordsWon = rows.GroupBy(row => row.Word, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count(row => row.IsWon) * 2 > group.Count())
            .Select(group => group.Key)
            .ToList();
        var others = status.Distinct.Except(wordsWon, StringComparer.OrdinalIgnoreCase).ToList();
        var lost = others.Where(word => OutcomeVocabulary.Meaning(word) == 0).ToList();
        var open = others.Except(lost, StringComparer.OrdinalIgnoreCase).ToList();
        var isContradicted =
            rows.Count(row => row.IsWon && lost.Contains(row.Word, StringComparer.OrdinalIgnoreCase))
            > rows.Count * MaxContradictions;
        if (wordsWon.Count == 0 || isContradicted || !open.Exists(word => OutcomeVocabulary.Meaning(word) == -1))
        {
            return null;
        }

        var kept = rows.Count(row => !row.IsWon && open.Contains(row.Word, StringComparer.OrdinalIgnoreCase));
        var found = new OutcomeWords
        {
            WonValues = wordsWon,
            LostValues = lost,
            OpenValues = open,
        };
        var evidence = new Message(
            ImportMessages.OutcomeOfStatus,
            name,
            decidedName,
            OutcomeFinder.Quote(wordsWon),
            OutcomeFinder.Quote(lost),
            OutcomeFinder.Quote(open),
            kept,
            rows.Count
        );
        return (index, found, evidence);
    }
}
