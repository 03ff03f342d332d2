using System.Globalization;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing;

/// <summary>Every reason for which a whole file or a mapping is refused.</summary>
public static class ImportErrors
{
    public static Error Empty() =>
        new("import.empty", "The file is empty. Expected a table with a header line and at least one row. Choose another file.");

    public static Error HeaderOnly(int columnCount) => new(
        "import.header-only",
        string.Create(CultureInfo.InvariantCulture, $"The file has a header with {columnCount} columns and no rows below it. Expected at least one row. Choose another file."));

    public static Error NotATable(string found) => new(
        "import.not-a-table",
        $"The file holds {found}. Expected a table as CSV, TSV or Excel workbook. Export the data in one of these formats and upload that.");

    public static Error BrokenHeader(string problem) =>
        new("import.broken-header", $"The header cannot be read. {problem}");

    public static Error TooManyColumns(int limit) => new(
        "import.too-many-columns",
        string.Create(CultureInfo.InvariantCulture, $"The header has more than {limit} columns, the most a file may have. Check the delimiter, or leave columns out."));

    public static Error BrokenWorkbook(string detail) => new(
        "import.broken-workbook",
        $"The workbook cannot be read: {detail} Open it in a spreadsheet program, save it again as .xlsx without a password, and upload that.");

    public static Error UnknownSheet(string name, IEnumerable<string> names) => new(
        "import.unknown-sheet",
        $"The workbook has no sheet named '{name}'. Choose one of: {string.Join(", ", names)}.");

    public static Error BadMap(string message) => new("import.bad-map", message);
}
