using System.Runtime.CompilerServices;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Tests.Matching;

/// <summary>
/// The Febrl data sets (Christen 2008) that lie beside the repository on some machines. Truth is the number in rec_id,
/// which is not compared; one set of options for all.
/// </summary>
public sealed class FebrlTests
{
    [FebrlFact]
    public Task Find_Dataset1_MeetsItsBounds() => CheckAsync(0.99, 0.97, "dataset1.csv");

    [FebrlFact]
    public Task Find_Dataset3_MeetsItsBounds() => CheckAsync(0.97, 0.90, "dataset3.csv");

    [FebrlFact]
    public Task Find_Dataset4AcrossBothFiles_MeetsItsBounds() =>
        CheckAsync(0.99, 0.97, "dataset4a.csv", "dataset4b.csv");

    private static async Task CheckAsync(double precision, double recall, params string[] names)
    {
        var header = Array.Empty<string>();
        var rows = new List<string[]>();
        var secondStart = 0;
        foreach (var name in names)
        {
            secondStart = rows.Count;
            header = await ReadAsync(FebrlFactAttribute.PathOf(name), rows);
        }

        var compared = Enumerable
            .Range(0, header.Length)
            .Where(column => header[column] != "rec_id")
            .Select(column =>
                (Field: MatchFieldRules.Suggest(header[column], [.. rows.Select(row => row[column])]), Column: column)
            )
            .Where(pair => pair.Field is not null)
            .ToArray();
        var table = MatchTable.From(
            [.. compared.Select(pair => pair.Field!)],
            [.. compared.Select(pair => rows.Select(row => row[pair.Column]).ToArray())],
            secondStart
        );
        var truth = rows.Select(row => row[Array.IndexOf(header, "rec_id")].Split('-')[1]).ToArray();

        var result = DuplicateFinder.Find(
            table,
            MatchOptions.Default with
            {
                MaxThreads = 2,
                IsOneToOne = secondStart > 0,
            },
            null,
            CancellationToken.None
        );
        var quality = MatchQuality.Measure(table, result, truth);

        Assert.True(quality.Precision >= precision, quality.ToString());
        Assert.True(quality.Recall >= recall, quality.ToString());
    }

    private static async Task<string[]> ReadAsync(string path, List<string[]> rows)
    {
        await using var file = File.OpenRead(path);
        var format = FileFormat.Detect(file).Value!;
        var header = (await TabularFile.ReadHeaderAsync(file, format)).Value!;
        file.Position = 0;
        await foreach (var row in TabularFile.ReadRowsAsync(file, format))
        {
            Assert.Null(row.Problem);
            rows.Add(row.Cells);
        }

        return header;
    }

    private sealed class FebrlFactAttribute : FactAttribute
    {
        public FebrlFactAttribute()
        {
            if (!File.Exists(PathOf("dataset1.csv")))
            {
                Skip = "The Febrl files are not beside the repository (../shared/data/febrl).";
            }
        }

        /// <summary>Searched upwards from this source file, since a checkout may lie deeper.</summary>
        public static string PathOf(string name, [CallerFilePath] string here = "")
        {
            for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                var path = Path.Combine(folder, "shared", "data", "febrl", name);
                if (File.Exists(path))
                {
                    return path;
                }
            }

            return Path.Combine("..", "shared", "data", "febrl", name);
        }
    }
}
