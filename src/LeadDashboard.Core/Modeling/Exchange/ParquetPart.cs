using LeadDashboard.Learning.Tables;
using Parquet;
using Parquet.Schema;

namespace LeadDashboard.Core.Modeling.Exchange;

/// <summary>
/// Rows of a <see cref="TrainingTable"/> as Parquet, one row group: numbers as floats, categories as 32-bit codes,
/// missing as null, the outcome 0 or 1 in the last column.
/// </summary>
internal static class ParquetPart
{
    /// <param name="stream">Written to.</param>
    /// <param name="described">Names of the columns.</param>
    /// <param name="table">Its rows.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="from">First row.</param>
    /// <param name="to">Row behind the last.</param>
    public static async Task WriteAsync(
        Stream stream,
        TrainingTable described,
        FeatureTable table,
        float[] labels,
        int from,
        int to
    )
    {
        DataField[] fields =
        [
            .. described.Features.Select(
                (feature, c) =>
                    table.Columns[c].Kind == FeatureKind.Category
                        ? new DataField(feature.Name, typeof(int?))
                        : new DataField(feature.Name, typeof(float?))
            ),
        ];
        var outcome = new DataField(described.Label, typeof(int));
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields, outcome]), stream);
        using var rows = writer.CreateRowGroup();
        for (var c = 0; c < fields.Length; c++)
        {
            var column = table.Columns[c];
            if (column.Kind == FeatureKind.Category)
            {
                int?[] codes = [.. column.Codes[from..to].Select(code => code < 0 ? (int?)null : code)];
                await rows.WriteAsync<int>(fields[c], codes.AsMemory());
            }
            else
            {
                float?[] numbers = [.. column.Numbers[from..to].Select(x => float.IsNaN(x) ? (float?)null : x)];
                await rows.WriteAsync<float>(fields[c], numbers.AsMemory());
            }
        }

        int[] wins = [.. labels[from..to].Select(label => label > 0.5f ? 1 : 0)];
        await rows.WriteAsync<int>(outcome, wins.AsMemory());
    }
}
