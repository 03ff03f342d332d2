using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing;

public enum SampleCellState
{
    Value = 0,

    /// <summary>It means "not known" and is left empty.</summary>
    Missing = 1,

    /// <summary>It is not what the column should hold.</summary>
    Unreadable = 2,
}

/// <summary>A cell of a file and what the map makes of it.</summary>
/// <param name="Raw">As it stands, trimmed.</param>
/// <param name="Shown">As it would be stored; for what is not a value the same as <paramref name="Raw"/>.</param>
public sealed record SampleCell(string Raw, string Shown, SampleCellState State)
{
    /// <summary>The first distinct filled cells of a column. One that means "not known" and one that cannot be read are among them where the sample has any.</summary>
    /// <param name="count">At most this many, 3 or more.</param>
    public static IReadOnlyList<SampleCell> Of(MappedColumn column, FileFormat format, IReadOnlyList<string[]> rows, int count = 5)
    {
        var first = new List<SampleCell>(count);
        SampleCell? missing = null, unreadable = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var raw = column.Index < row.Length ? row[column.Index].Trim() : "";
            if (raw.Length == 0 || !seen.Add(raw))
            {
                continue;
            }

            var cell = Read(column, format, raw);
            missing ??= cell.State == SampleCellState.Missing ? cell : null;
            unreadable ??= cell.State == SampleCellState.Unreadable ? cell : null;
            if (first.Count < count)
            {
                first.Add(cell);
            }
            else if (missing is not null && unreadable is not null)
            {
                break;
            }
        }

        var others = new[] { missing, unreadable }.OfType<SampleCell>().Where(cell => !first.Contains(cell)).ToArray();
        return [.. first.Take(count - others.Length), .. others];
    }

    public static SampleCell Read(MappedColumn column, FileFormat format, string raw)
    {
        var only = column with { Index = 0 };
        var reader = new CellReader(new FileRow(0, 0, [raw], null), format);
        var text = reader.Text(only);
        if (text.Length == 0)
        {
            return new SampleCell(raw, raw, SampleCellState.Missing);
        }

        var shown = column.Target switch
        {
            TargetField.Created or TargetField.Closed or TargetField.ActivityTime or TargetField.SpendDay => reader.Date(only) is { } utc ? DateText.Format(utc) : "",
            TargetField.Value or TargetField.WonAmount or TargetField.SpendAmount => reader.Amount(only)?.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            TargetField.Consent => reader.Flag(only) is { } flag ? (flag ? "true" : "false") : "",
            TargetField.Custom => reader.Attribute(only),
            TargetField.Email => NormalForms.TryEmail(text, out var email) ? email : text,
            TargetField.Phone => NormalForms.TryPhone(text, out var phone) ? phone : text,
            TargetField.Country => NormalForms.Country(text) ?? text,
            _ => NormalForms.Spaces(text),
        };
        return reader.Error is not null ? new SampleCell(raw, raw, SampleCellState.Unreadable)
            : shown.Length == 0 ? new SampleCell(raw, raw, SampleCellState.Missing)
            : new SampleCell(raw, shown, SampleCellState.Value);
    }
}
