using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing;

/// <summary>Names of targets, kinds and keys as messages, to stand in other messages or alone.</summary>
public static class ImportWords
{
    /// <summary>What a cell may name as the kind of an activity.</summary>
    public static Message ActivityKinds { get; } = Message.List([.. Enum.GetValues<ActivityKind>().Select(WordFor)]);

    /// <summary>What a cell may name as the kind of a cost.</summary>
    public static Message CostKinds { get; } = Message.List([.. Enum.GetValues<CostKind>().Select(WordFor)]);

    /// <summary>Every word, so that a test finds each in both languages.</summary>
    public static IReadOnlyList<Message> All { get; } =
    [
        .. Enum.GetValues<TargetField>().Select(WordFor),
        .. Enum.GetValues<ImportKind>().Select(WordFor),
        .. Enum.GetValues<MatchKey>().Select(WordFor),
        .. Enum.GetValues<ActivityKind>().Select(WordFor),
        .. Enum.GetValues<CostKind>().Select(WordFor),
        .. Enum.GetValues<FieldType>().Select(WordFor),
        .. Enum.GetValues<CellNote>().Select(WordFor),
    ];

    public static Message WordFor(TargetField target) => new(Message.KeyOf("import.field", target));

    public static Message WordFor(ImportKind kind) => new(Message.KeyOf("import.kind", kind));

    public static Message WordFor(MatchKey key) => new(Message.KeyOf("import.match", key));

    public static Message WordFor(FieldType type) => new(Message.KeyOf("import.type", type));

    public static Message WordFor(ActivityKind kind) => new(Message.KeyOf("import.activity", kind));

    public static Message WordFor(CostKind kind) => new(Message.KeyOf("import.cost", kind));

    public static Message WordFor(CellNote note) => new(Message.KeyOf("import.cell-note", note));
}
