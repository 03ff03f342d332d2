using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>What earlier files taught about the columns of a new one.</summary>
internal static class RememberedMaps
{
    /// <summary>How many earlier files say which words of a column mean "not known".</summary>
    private const int RecalledMaps = 40;

    /// <summary>The map of an earlier file with the same header, else what names and values suggest.</summary>
    public static async Task<ColumnMap> SuggestAsync(
        LeadContext database,
        FileSample sample,
        FileFormat format,
        ImportKind kind,
        CancellationToken cancellationToken
    )
    {
        var fingerprint = ColumnMap.HeaderFingerprint(sample.Header);
        var remembered = await database
            .RememberedMaps.Where(map => map.HeaderFingerprint == fingerprint)
            .Select(map => map.MapJson)
            .FirstOrDefaultAsync(cancellationToken);
        if (remembered is not null && ColumnMap.FromJson(remembered) is { } known && known.Kind == kind)
        {
            return known;
        }

        var suggested = ColumnMap
            .Suggest(
                sample.Header,
                sample.Rows,
                format,
                kind,
                await CustomFieldsAsync(database, kind, cancellationToken)
            )
            .Map;
        var newest = await database
            .RememberedMaps.OrderByDescending(map => map.SavedUtc)
            .ThenByDescending(map => map.Id)
            .Select(map => map.MapJson)
            .Take(RecalledMaps)
            .ToListAsync(cancellationToken);
        return MissingWordRules.Recall(
            suggested,
            [.. newest.Select(ColumnMap.FromJson).Where(map => map.Kind == kind)],
            format,
            sample.Rows
        );
    }

    /// <summary>The format of the newest file with the map that this one has taken over.</summary>
    public static async Task<FileFormat?> EarlierFormatAsync(
        LeadContext database,
        ImportBatch batch,
        IReadOnlyList<string> header,
        CancellationToken cancellationToken
    )
    {
        var fingerprint = ColumnMap.HeaderFingerprint(header);
        var remembered = await database
            .RememberedMaps.Where(map => map.HeaderFingerprint == fingerprint)
            .Select(map => map.MapJson)
            .FirstOrDefaultAsync(cancellationToken);
        if (remembered is null || ColumnMap.FromJson(remembered).ToJson() != batch.MapJson)
        {
            return null;
        }

        var format = await database
            .ImportBatches.Where(other =>
                other.Id < batch.Id && other.JobId != null && other.MapJson == remembered
            )
            .OrderByDescending(other => other.Id)
            .Select(other => other.FormatJson)
            .FirstOrDefaultAsync(cancellationToken);
        return format is null ? null : FileFormat.FromJson(format);
    }

    public static async Task<IReadOnlyCollection<string>> CustomFieldsAsync(
        LeadContext database,
        ImportKind kind,
        CancellationToken cancellationToken
    ) =>
        kind.BringsLeads()
            ? await database.FieldDefinitions.Select(field => field.Name).ToListAsync(cancellationToken)
            : [];
}
