using LeadDashboard.Core.Files;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>Whether the first row names the columns.</summary>
internal static class HeaderEvidence
{
    public static (bool HasHeader, Message? Evidence) Judge(List<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return (true, null);
        }

        var first = rows[0];
        var known = first.Count(cell => TargetNames.IsKnown(cell));
        if (known > 1)
        {
            // Files put one behind the other bring their header again: that says nothing against it.
            rows = [first, .. rows.Skip(1).Where(row => !row.SequenceEqual(first, StringComparer.Ordinal))];
        }

        var typed = 0;
        var alike = 0;
        var repeated = 0;
        for (var column = 0; column < first.Length && column < 200; column++)
        {
            var below = rows.Skip(1)
                .Take(50)
                .Where(row => column < row.Length)
                .Select(row => row[column].Trim())
                .Where(text => text.Length > 0)
                .ToList();
            if (below.Count == 0)
            {
                continue;
            }

            var cell = first[column].Trim();
            if (below.All(IsTyped))
            {
                typed++;
                alike += IsTyped(cell) ? 1 : 0;
            }
            else if (cell.Length > 0 && below.Contains(cell, StringComparer.Ordinal))
            {
                repeated++;
            }
        }

        if (rows.Count == 1)
        {
            var isData = first.Any(cell => IsTyped(cell.Trim()));
            return (!isData, isData ? new Message(ImportMessages.NoHeaderOneRow) : null);
        }

        var isHeader = (2 * known) + (typed - alike) >= (2 * alike) + repeated;
        return isHeader
            ? (
                true,
                known > 0
                    ? new Message(ImportMessages.HeaderByNames, known, first.Length)
                    : new Message(ImportMessages.HeaderByDifference, typed - alike, typed)
            )
            : (false, new Message(ImportMessages.NoHeader, alike + repeated));
    }

    /// <summary>Does a column hold nothing but numbers, dates or addresses from this row on?</summary>
    internal static bool IsTypedBelow(IEnumerable<RawRow> rows, int column)
    {
        var filled = rows.Take(50)
            .Where(row => column < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[column]))
            .ToList();
        return filled.Count > 0 && filled.TrueForAll(row => IsTyped(row.Cells[column].Trim()));
    }

    internal static bool IsTyped(string cell) =>
        NumberText.TryNormalize(cell, '.', out _)
        || DateText.TryParse(cell, DateOrder.DayFirst, out _)
        || (cell.Contains('@', StringComparison.Ordinal) && cell.Contains('.', StringComparison.Ordinal));
}
