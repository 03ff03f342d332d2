using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing;

/// <summary>Every reason for which a whole file is refused; those of a mapping stand in its rules.</summary>
public static class ImportErrors
{
    public static Error Empty() => new(ImportMessages.EmptyFile);

    public static Error HeaderOnly(int columnCount) => new(ImportMessages.HeaderOnly, columnCount);

    public static Error NotATable(Message found) => new(ImportMessages.NotATable, found);

    public static Error BrokenHeader(Message problem) => new(ImportMessages.BrokenHeader, problem);

    public static Error TooManyColumns(int limit) => new(ImportMessages.TooManyColumns, limit);

    public static Error NoRecordsInJson() => new(ImportMessages.NoRecordsInJson);

    public static Error BrokenWorkbook(Message detail) => new(ImportMessages.BrokenWorkbook, detail);

    public static Error UnknownSheet(string name, IEnumerable<string> names) =>
        new(ImportMessages.UnknownSheet, name, string.Join(", ", names));
}
