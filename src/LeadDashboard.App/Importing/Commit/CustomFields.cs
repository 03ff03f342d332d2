using System.Text.Json;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>The catalogue of custom fields follows the map of the newest file.</summary>
internal sealed class CustomFields(ColumnMap map, int? batchId)
{
    public async Task WriteAsync(LeadContext database, CancellationToken cancellationToken)
    {
        var fields = await database.FieldDefinitions.ToDictionaryAsync(
            field => field.Name,
            StringComparer.Ordinal,
            cancellationToken
        );
        foreach (var column in map.CustomColumns)
        {
            if (!fields.TryGetValue(column.Header, out var field))
            {
                field = new FieldDefinition { Name = column.Header, ImportBatchId = batchId };
                fields.Add(column.Header, field);
                database.FieldDefinitions.Add(field);
            }

            field.Type = column.Type;
            field.IsExcluded = column.IsExcluded;
            field.ExcludedReason = (column.ExcludedReason ?? column.LeakReason)?.ToJson();
            field.MissingTokensJson = JsonSerializer.Serialize(column.MissingTokens);
        }

        // What tells the outcome now was a field of an earlier file: words that have no other place are kept with the
        // lead under that name, and a model must not read them.
        foreach (var column in map.Columns.Where(column => TellsTheEnd(column.Target)))
        {
            if (fields.TryGetValue(column.Header, out var field) && !field.IsExcluded)
            {
                field.IsExcluded = true;
                field.ExcludedReason = new Message(ImportMessages.LeakByName, column.Header).ToJson();
            }
        }

        await database.SaveChangesAsync(cancellationToken);
    }

    private static bool TellsTheEnd(TargetField target) =>
        target is TargetField.Outcome or TargetField.WonAmount or TargetField.Closed or TargetField.LossReason;
}
