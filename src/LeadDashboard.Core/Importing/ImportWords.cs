using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing;

/// <summary>Names of targets, kinds and keys as messages, to stand in other messages or alone.</summary>
public static class ImportWords
{
    /// <summary>What a cell may name as the kind of an activity.</summary>
    public static Message ActivityKinds { get; } = Message.List([.. Enum.GetValues<ActivityKind>().Select(Of)]);

    /// <summary>Every word, so that a test finds each in both languages.</summary>
    public static IReadOnlyList<Message> All { get; } =
    [
        .. Enum.GetValues<TargetField>().Select(Of),
        .. Enum.GetValues<ImportKind>().Select(Of),
        .. Enum.GetValues<MatchKey>().Select(Of),
        .. Enum.GetValues<ActivityKind>().Select(Of),
    ];

    public static Message Of(TargetField target) => new(Message.KeyOf("import.field", target));

    public static Message Of(ImportKind kind) => new(Message.KeyOf("import.kind", kind));

    public static Message Of(MatchKey key) => new(Message.KeyOf("import.match", key));

    public static Message Of(ActivityKind kind) => new(Message.KeyOf("import.activity", kind));
}
