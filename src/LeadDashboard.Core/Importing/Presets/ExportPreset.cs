using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Presets;

/// <summary>The lead export of one program: which header means what.</summary>
public sealed class ExportPreset
{
    private readonly Dictionary<string, TargetField> _targets;
    private readonly Dictionary<string, int> _ranks;
    private readonly HashSet<string> _signature;
    private readonly HashSet<string> _afterOutcome;

    /// <param name="signature">Headers that together appear in no other program's export.</param>
    /// <param name="targets">Headers by what they become; the first of several for one target is preferred.</param>
    /// <param name="outcomes">Headers that say won or lost, the surest first.</param>
    /// <param name="afterOutcome">Headers whose values are known only once a lead is closed.</param>
    internal ExportPreset(
        string name,
        string[] signature,
        (TargetField Target, string[] Headers)[] targets,
        string[] outcomes,
        string[] afterOutcome
    )
    {
        Name = name;
        Outcomes = [.. outcomes.Select(HeaderWords.Normalize)];
        _signature = [.. signature.Select(HeaderWords.Normalize)];
        _afterOutcome = [.. afterOutcome.Select(HeaderWords.Normalize)];
        _ranks = targets
            .SelectMany(pair => pair.Headers.Select((header, rank) => (Header: HeaderWords.Normalize(header), rank)))
            .DistinctBy(pair => pair.Header, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Header, pair => pair.rank, StringComparer.Ordinal);
        _targets = targets
            .SelectMany(pair => pair.Headers.Select(header => (Header: HeaderWords.Normalize(header), pair.Target)))
            .DistinctBy(pair => pair.Header, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Header, pair => pair.Target, StringComparer.Ordinal);
    }

    /// <summary>The program, e.g. "HubSpot".</summary>
    public string Name { get; }

    /// <summary>Normalised headers that say won or lost, the surest first.</summary>
    internal IReadOnlyList<string> Outcomes { get; }

    internal TargetField? TargetOf(string header) =>
        _targets.TryGetValue(HeaderWords.Normalize(header), out var target) ? target : null;

    /// <summary>0 = the preferred header of its target; headers that the program does not have come last.</summary>
    internal int RankOf(string header) => _ranks.GetValueOrDefault(HeaderWords.Normalize(header), int.MaxValue);

    internal bool IsAfterOutcome(string header) => _afterOutcome.Contains(HeaderWords.Normalize(header));

    internal int CountSignature(IReadOnlyList<string> header) =>
        header.Select(HeaderWords.Normalize).Distinct(StringComparer.Ordinal).Count(_signature.Contains);

    internal int CountKnown(IReadOnlyList<string> header) =>
        header.Count(name => TargetOf(name) is not null || IsAfterOutcome(name));
}

/// <summary>The exports that are recognised by their header.</summary>
public static class ExportPresets
{
    private const int EnoughOfTheSignature = 3;

    public static IReadOnlyList<ExportPreset> All { get; } =
    [
        HubSpotPreset.Create(),
        SalesforcePreset.Create(),
        DynamicsPreset.Create(),
        OdooPreset.Create(),
        ZohoPreset.Create(),
        PipedrivePreset.Create(),
        FacebookLeadsPreset.Create(),
        LinkedInLeadsPreset.Create(),
        GoogleContactsPreset.Create(),
        OutlookContactsPreset.Create(),
    ];

    /// <summary>Of leads; null where the header is none of the known exports.</summary>
    public static ExportPreset? Recognize(IReadOnlyList<string> header) => Best(All, header);

    /// <summary>The same for files of any kind.</summary>
    public static ExportPreset? Recognize(IReadOnlyList<string> header, ImportKind kind) =>
        kind switch
        {
            ImportKind.Leads => Recognize(header),
            ImportKind.Deals => DealPresets.Recognize(header),
            ImportKind.Activities => Best(ActivityPresets.All, header, TargetField.ActivityTime),
            ImportKind.Campaigns => Best(CampaignPresets.Campaigns, header, TargetField.Campaign),
            ImportKind.Spend => Best(CampaignPresets.Spend, header, TargetField.SpendDay),
            ImportKind.Stages => Best(DealPresets.Histories, header, TargetField.DealId),
            _ => null,
        };

    /// <param name="oneOf">The header has a column for one of these; empty = any header.</param>
    internal static ExportPreset? Best(
        IEnumerable<ExportPreset> presets,
        IReadOnlyList<string> header,
        params TargetField[] oneOf
    ) =>
        presets
            .Select(preset =>
                (Preset: preset, Signature: preset.CountSignature(header), Known: preset.CountKnown(header))
            )
            .Where(candidate =>
                candidate.Signature >= EnoughOfTheSignature
                && (
                    oneOf.Length == 0
                    || header.Any(name => candidate.Preset.TargetOf(name) is { } target && oneOf.Contains(target))
                )
            )
            .OrderByDescending(candidate => candidate.Signature)
            .ThenByDescending(candidate => candidate.Known)
            .Select(candidate => candidate.Preset)
            .FirstOrDefault();
}
