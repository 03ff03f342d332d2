using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>What the outcome cells of a file say.</summary>
internal sealed class OutcomeReader
{
    private readonly Dictionary<string, LeadStatus> _statuses = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _telling = new(StringComparer.OrdinalIgnoreCase);

    public OutcomeReader(OutcomeWords? words)
    {
        // A word in two lists means the last of them.
        Add(words?.OpenValues, LeadStatus.Open);
        Add(words?.LostValues, LeadStatus.Lost);
        Add(words?.WonValues, LeadStatus.Won);
    }

    /// <returns>null where there is no such column, its cell is empty, or its word means nothing (then the row
    /// fails).</returns>
    public LeadStatus? Read(ref CellReader cells, MappedColumn? column)
    {
        if (column is null || cells.Text(column) is not { Length: > 0 } word)
        {
            return null;
        }

        return _statuses.TryGetValue(word, out var status)
            ? status
            : cells.Fail<LeadStatus?>(
                column,
                word,
                ImportMessages.UnknownOutcome,
                string.Join(", ", _statuses.Keys.Take(12))
            );
    }

    /// <summary>"Working - Contacted" says more than open; "yes" and "won" do not say more than won.</summary>
    public bool SaysMore(string word) => _telling.Contains(word);

    private void Add(IReadOnlyList<string>? words, LeadStatus status)
    {
        foreach (var word in words ?? [])
        {
            _statuses[word.Trim()] = status;
            if (
                !OutcomeVocabulary.IsGeneric(word)
                && !string.Equals(word.Trim(), status.ToString(), StringComparison.OrdinalIgnoreCase)
            )
            {
                _telling.Add(word.Trim());
            }
        }
    }
}
