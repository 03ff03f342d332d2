using System.Globalization;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>What becomes of a cell.</summary>
public enum SampleState
{
    Taken = 0,

    /// <summary>It means "not known".</summary>
    Missing = 1,

    /// <summary>It cannot be read as what the column means.</summary>
    Bad = 2,
}

/// <summary>A cell as it stands, and as it is read under the chosen meaning.</summary>
/// <param name="Parsed">Dates as 2026-03-31, numbers with a point, outcomes and yes or no as words; "" unless
/// taken.</param>
/// <param name="Reason">Why it is bad; null otherwise.</param>
public sealed record SampleValue(string Raw, string Parsed, SampleState State, Message? Reason = null);

/// <summary>The first different values of a column, read by the same steps as the import.</summary>
public static class SampleValues
{
    /// <summary>
    /// The first distinct filled cells of a column. One that means "not known" and one that cannot be read are among
    /// them where the sample has any.
    /// </summary>
    /// <param name="count">At most this many, 3 or more.</param>
    /// <param name="currency">ISO 4217 code that the company counts in; null = any amount counts.</param>
    public static IReadOnlyList<SampleValue> Read(
        MappedColumn column,
        ColumnMap map,
        FileFormat format,
        IReadOnlyList<string[]> rows,
        int count = 5,
        string? currency = null
    )
    {
        var first = new List<SampleValue>(count);
        SampleValue? missing = null,
            bad = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cells in rows)
        {
            if (
                column.Index >= cells.Length
                || CellText.Clean(cells[column.Index]) is not { Length: > 0 } raw
                || !seen.Add(raw)
            )
            {
                continue;
            }

            var value = Read(column, map, format, cells, raw, currency);
            missing ??= value.State == SampleState.Missing ? value : null;
            bad ??= value.State == SampleState.Bad ? value : null;
            if (first.Count < count)
            {
                first.Add(value);
            }
            else if (missing is not null && bad is not null)
            {
                break;
            }
        }

        var others = new[] { missing, bad }.OfType<SampleValue>().Where(value => !first.Contains(value)).ToArray();
        return [.. first.Take(count - others.Length), .. others];
    }

    private static SampleValue Read(
        MappedColumn column,
        ColumnMap map,
        FileFormat format,
        string[] cells,
        string raw,
        string? currency
    )
    {
        if (column.Target == TargetField.Ignore)
        {
            return new SampleValue(raw, raw, SampleState.Taken);
        }

        var reader = new CellReader(new FileRow(0, 1, cells, null), format, currency: currency);
        var text = reader.Text(column);
        if (text.Length == 0)
        {
            return new SampleValue(raw, "", SampleState.Missing);
        }

        var parsed = column.Target switch
        {
            TargetField.Custom => reader.Attribute(column),
            var target when TargetFields.IsInstant(target) => reader.Date(column) is { } utc
                ? DateText.Format(utc, ZoneDays.FindOrUtc(format.TimeZone))
                : "",
            var target when TargetFields.IsDay(target) => reader.Day(column) is { } day ? DateText.Format(day) : "",
            // With a lead, other money stays as it stands.
            TargetField.Value or TargetField.WonAmount => reader.Money(column) is var (amount, code)
            && (code is null || currency is null || code == currency)
                ? AmountText(amount)
                : raw,
            // These alone are money of the company whatever else the row says.
            TargetField.SpendAmount or TargetField.Budget or TargetField.Price or TargetField.UnitCost => AmountText(
                reader.Amount(column)
            ),
            var target when TargetFields.IsNumber(target) => AmountText(reader.Money(column).Amount),
            TargetField.Consent or TargetField.IsActive => reader.Flag(column) is { } flag
                ? (flag ? "true" : "false")
                : "",
            TargetField.Email => NormalForms.TryEmail(text, out var email) ? email : text,
            TargetField.Phone => NormalForms.TryPhone(text, out var phone) ? phone : text,
            TargetField.Country => NormalForms.Country(text),
            TargetField.Currency => CurrencyText.Code(text)
                ?? reader.Fail<string>(column, text, ImportMessages.NotACurrency, "EUR"),
            TargetField.ActivityKind => ActivityWords.Kind(text)?.ToString()
                ?? reader.Fail<string>(column, text, ImportMessages.UnknownActivityKind, ImportWords.ActivityKinds),
            TargetField.CostKind => CostParser.KindOf(text)?.ToString()
                ?? reader.Fail<string>(column, text, ImportMessages.UnknownCost, ImportWords.CostKinds),
            TargetField.ActivityDirection => reader.Direction(column)?.ToString() ?? "",
            TargetField.ActivityMinutes => reader.Minutes(column)?.ToString("0.##", CultureInfo.InvariantCulture),
            TargetField.ActivityScore => Text(reader.Score(column)),
            TargetField.Outcome => Status(map, text)
                ?? reader.Fail<string>(
                    column,
                    text,
                    ImportMessages.UnknownOutcome,
                    string.Join(", ", (map.Outcome?.WonValues ?? []).Concat(map.Outcome?.LostValues ?? []).Take(12))
                ),
            _ => NormalForms.Spaces(text),
        };
        return reader.Error is { } error ? new SampleValue(raw, "", SampleState.Bad, error.Reason)
            : string.IsNullOrEmpty(parsed) ? new SampleValue(raw, "", SampleState.Missing)
            : new SampleValue(raw, parsed, SampleState.Taken);
    }

    private static string AmountText(decimal? amount) =>
        amount is not { } known ? ""
        : known.ToString(known == decimal.Truncate(known) ? "0" : "0.00", CultureInfo.InvariantCulture);

    private static string? Text((decimal? Score, decimal? Top) answer) =>
        answer.Top is { } top
            ? string.Create(CultureInfo.InvariantCulture, $"{answer.Score:0.##}/{top:0.##}")
            : answer.Score?.ToString("0.##", CultureInfo.InvariantCulture);

    private static string? Status(ColumnMap map, string word) =>
        Means(map.Outcome?.WonValues, word) ? nameof(LeadStatus.Won)
        : Means(map.Outcome?.LostValues, word) ? nameof(LeadStatus.Lost)
        : Means(map.Outcome?.OpenValues, word) ? nameof(LeadStatus.Open)
        : null;

    private static bool Means(IReadOnlyList<string>? words, string word) =>
        words?.Any(known => string.Equals(known.Trim(), word, StringComparison.OrdinalIgnoreCase)) == true;
}
