using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Cli.Tests;

/// <summary>Trains on an exported table as another program would: from its parts alone, by their plain names.</summary>
internal static class OutsideProgram
{
    /// <param name="program">"XGBoost" or "LightGBM": how the model is written.</param>
    /// <param name="folder">Of the table, its parts as CSV.</param>
    /// <param name="target">Path of the model.</param>
    public static void Train(string program, string folder, string target)
    {
        var rows = Directory
            .GetFiles(folder, "part-*.csv")
            .Order(StringComparer.Ordinal)
            .SelectMany(part => File.ReadLines(part).Skip(1))
            .Select(line => line.Split(','))
            .ToArray();
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "schema.json")));
        var columns = schema
            .RootElement.GetProperty("features")
            .EnumerateArray()
            .Select((feature, c) => ToColumn(feature, rows, c))
            .ToArray();
        var trees = BoostedTrees.Fit(
            new FeatureTable(columns, rows.Length),
            [.. rows.Select(row => (float)Number(row[^1]))],
            null,
            new BoostedTreesOptions { TreeCount = 30, LeafCount = 8 }
        );
        using var stream = File.Create(target);
        if (program == "XGBoost")
        {
            XgboostJson.Write(stream, trees);
        }
        else
        {
            LightGbmText.Write(stream, trees);
        }
    }

    private static FeatureColumn ToColumn(JsonElement feature, string[][] rows, int c)
    {
        var name = feature.GetProperty("name").GetString()!;
        return feature.GetProperty("kind").GetString() == "category"
            ? FeatureColumn.Category(
                name,
                [.. rows.Select(row => row[c].Length == 0 ? -1 : (int)Number(row[c]))],
                [.. Enumerable.Range(0, feature.GetProperty("categories").GetInt32()).Select(code => $"{code}")]
            )
            : FeatureColumn.Number(
                name,
                [.. rows.Select(row => row[c].Length == 0 ? float.NaN : (float)Number(row[c]))]
            );
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
