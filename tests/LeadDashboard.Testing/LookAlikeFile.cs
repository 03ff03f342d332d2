using System.Globalization;
using System.Text;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Testing;

/// <summary>
/// People with planted look-alikes (typing errors, other spellings), cut into what is there already and what a later
/// file brings. No key of two rows is the same.
/// </summary>
public sealed class LookAlikeFile
{
    public const int Rows = 600;
    private const string Header =
        "Lead ID,Name,Email,Phone,Company,City,Country,Notes,Status,Created Date,Closed Date\n";

    private readonly (string?[][] Columns, string[] Truth) _sample;

    public LookAlikeFile(double share = 0.3)
    {
        var made = SampleDuplicates.Make(Rows, share, 2, 11);
        _sample = ([.. made.Columns.Select(column => column.ToArray())], [.. made.Truth]);
    }

    /// <summary>Rows of the first file.</summary>
    public int OldCount => Rows / 2;

    public string Truth(int row) => _sample.Truth[row];

    /// <summary>Rows of the second file whose person an earlier row has been already.</summary>
    public int TrueLookAlikes =>
        Enumerable
            .Range(OldCount, Rows - OldCount)
            .Count(row => _sample.Truth.AsSpan(0, row).Contains(_sample.Truth[row]));

    public string First() => Text(0, OldCount);

    public string Second() => Text(OldCount, Rows);

    public string Text(int from, int to)
    {
        var text = new StringBuilder(Header);
        for (var row = from; row < to; row++)
        {
            var status =
                row % 3 == 0 ? "Won"
                : row % 3 == 1 ? "Lost"
                : "Open";
            text.Append(
                CultureInfo.InvariantCulture,
                $"N{row},{Cell(0, row)},{Cell(1, row)},{Cell(2, row)},{Cell(3, row)},{Cell(4, row)},{Cell(5, row)},Row "
                    + $"{row},{status},2026-01-{1 + (row % 28):00},{(row % 3 == 2 ? "" : "2026-02-01")}\n"
            );
        }

        return text.ToString();
    }

    private string Cell(int column, int row) =>
        "\"" + (_sample.Columns[column][row] ?? "").Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static Func<ColumnMap, ColumnMap> With(DuplicateRule rule) =>
        map => map with { Duplicates = rule, DuplicateCertainty = 0.95 };
}
