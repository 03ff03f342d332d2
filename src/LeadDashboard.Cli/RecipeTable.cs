using LeadDashboard.Core.Files;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Cli;

/// <summary>Rows of a file as the columns that a model reads, typed as it learnt them.</summary>
internal static class RecipeTable
{
    /// <summary>-1 where the header has no such column; the case of letters does not matter.</summary>
    public static int Find(string[] header, string name) =>
        Array.FindIndex(header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The columns that a model learnt from and that the header lacks, in the order of the model.</summary>
    public static IReadOnlyList<string> Missing(string[] header, FeatureRecipe recipe) =>
        [.. recipe.Sources().Where(source => Find(header, source) < 0)];

    /// <param name="header">Of the file.</param>
    /// <param name="rows">One cell for each column of the header.</param>
    /// <param name="recipe">Of the model.</param>
    /// <param name="format">How numbers and dates are written.</param>
    /// <param name="typeOf">Number or date, of a column that the recipe takes for a number; null = a number.</param>
    public static RawTable Build(
        string[] header,
        IReadOnlyList<string[]> rows,
        FeatureRecipe recipe,
        FileFormat format,
        Func<string, string[], FieldType>? typeOf = null
    )
    {
        var columns = new List<RawColumn>();
        foreach (var source in recipe.Sources())
        {
            var index = Find(header, source);
            if (index < 0)
            {
                continue;
            }

            var cells = rows.Select(row => row[index]).ToArray();
            var features = recipe
                .Features.Where(feature => feature.Source == source || feature.Date?.Until == source)
                .ToArray();
            columns.Add(
                features.Any(feature => feature.Date is not null)
                    ? TableFile.Numbers(source, FieldType.Date, cells, format)
                : features.Any(feature => feature.Text is not null) ? RawColumn.OfTexts(source, source, cells)
                : features.Any(feature => feature.IsCategory || feature.Level is not null)
                    ? RawColumn.OfWords(source, source, cells)
                : TableFile.Numbers(source, typeOf?.Invoke(source, cells) ?? FieldType.Number, cells, format)
            );
        }

        return new RawTable(columns, rows.Count);
    }
}
