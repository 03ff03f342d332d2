using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing;

/// <summary>Every reason for which a whole file or a mapping is refused.</summary>
public static class ImportErrors
{
    public static Error Empty() => new("import.empty", ImportSentences.EmptyFile);

    public static Error HeaderOnly(int columnCount) =>
        new("import.header-only", ImportSentences.Say(ImportSentences.HeaderOnly, columnCount));

    public static Error NotATable(string found) =>
        new("import.not-a-table", ImportSentences.Say(ImportSentences.NotATable, found));

    public static Error BrokenHeader(string problem) =>
        new("import.broken-header", ImportSentences.Say(ImportSentences.BrokenHeader, problem));

    public static Error TooManyColumns(int limit) =>
        new("import.too-many-columns", ImportSentences.Say(ImportSentences.TooManyColumns, limit));

    public static Error NoRecordsInJson() => new("import.no-records", ImportSentences.NoRecordsInJson);

    public static Error BrokenWorkbook(string detail) =>
        new("import.broken-workbook", ImportSentences.Say(ImportSentences.BrokenWorkbook, detail));

    public static Error UnknownSheet(string name, IEnumerable<string> names) =>
        new("import.unknown-sheet", ImportSentences.Say(ImportSentences.UnknownSheet, name, string.Join(", ", names)));

    public static Error BadMap(string message) => new("import.bad-map", message);
}
