using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Benchmarks.Serving;

/// <summary>The file that `sample-data` makes, in a folder that goes with it.</summary>
internal sealed class GeneratedFile : IDisposable
{
    public const int ColumnCount = 20;
    private const int Seed = 7;

    private readonly string _folder;

    private GeneratedFile(string folder) => this._folder = folder;

    public string Path => System.IO.Path.Combine(_folder, "leads.csv");

    public double Mebibytes => new FileInfo(Path).Length / 1048576.0;

    public static GeneratedFile Write(int rowCount)
    {
        var made = new GeneratedFile(Directory.CreateTempSubdirectory("leads-file-").FullName);
        using var file = File.Create(made.Path);
        SampleCompany
            .Generate(new SampleOptions(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), rowCount, Seed))
            .WriteLeadsCsv(file, ColumnCount);
        return made;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
