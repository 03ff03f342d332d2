using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>Amounts of a sample in one currency.</summary>
/// <param name="Code">ISO 4217, or the sign where none is known for it.</param>
/// <param name="Count">At least 1.</param>
/// <param name="Examples">The first different ones as they stand, at most three.</param>
public sealed record NamedCurrency(string Code, int Count, IReadOnlyList<string> Examples)
{
    /// <summary>They are told before the import: the company counts in other money.</summary>
    public Message Say(string company) =>
        new(ImportMessages.AmountsInOtherCurrency, Count, Code, string.Join(" · ", Examples), company);
}

/// <summary>In which money the amounts of a file are, as far as they or their columns say.</summary>
public static class AmountCurrencies
{
    /// <summary>Currencies that amounts name, the most frequent first.</summary>
    /// <param name="company">What an ambiguous sign such as "$" means where it can, ISO 4217.</param>
    public static IReadOnlyList<NamedCurrency> Find(
        ColumnMap map,
        FileFormat format,
        IReadOnlyList<string[]> rows,
        string company
    )
    {
        var amounts = map.Columns.Where(column => TargetFields.IsMoney(column.Target)).ToList();
        var currency = map.Columns.FirstOrDefault(column => column.Target == TargetField.Currency);
        var found = new Dictionary<string, NamedCurrency>(StringComparer.Ordinal);
        foreach (var cells in amounts.Count == 0 ? [] : rows)
        {
            var reader = new CellReader(new FileRow(0, 1, cells, null), format, keepsRows: true, company);
            var stated = reader.StatedCurrency(currency);
            foreach (var column in amounts)
            {
                if (reader.Money(column, stated) is ({ } amount, { } code) && amount != 0)
                {
                    var text = CellText.Shorten(reader.Text(column));
                    var known = found.GetValueOrDefault(code) ?? new NamedCurrency(code, 0, []);
                    found[code] = known with
                    {
                        Count = known.Count + 1,
                        Examples =
                            known.Examples.Count < ColumnNote.MostExamples && !known.Examples.Contains(text)
                                ? [.. known.Examples, text]
                                : known.Examples,
                    };
                }
            }
        }

        return
        [
            .. found
                .Values.OrderByDescending(named => named.Count)
                .ThenBy(named => named.Code != company)
                .ThenBy(named => named.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// The currency that a company without amounts may count in from this file on; null = it stays as it is.
    /// </summary>
    public static string? Offer(IReadOnlyList<NamedCurrency> named, string company) =>
        named is [var most, ..] && most.Code != company && CompanySettings.Currencies.Contains(most.Code)
            ? most.Code
            : null;
}
