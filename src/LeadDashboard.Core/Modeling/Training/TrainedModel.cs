using System.Text;
using System.Text.Json;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Ranges;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// Everything that serves: recipe, scorer, calibrator, range and report. Immutable, safe for concurrent use.
/// </summary>
public sealed record TrainedModel(
    FeatureRecipe Recipe,
    ILearnedModel Scorer,
    ICalibrator Calibrator,
    ScoreRange Range,
    ModelReport Report
)
{
    private const string Magic = "LEADMODEL";
    private const int Version = 2;
    private const int OldestVersion = 1;
    private const string FormatPart = "format";
    private const string LeftOutPart = "left-out";

    // Intervals of hopeless evidence are infinite, and a report must still be stored.
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>
    /// How the file it learnt from was read, so that another part of the same table is read alike; null where it did
    /// not learn from a file, and in older models.
    /// </summary>
    public FileFormat? Format { get; init; }

    /// <summary>
    /// Columns of that file that it was told not to learn from, the outcome among them; empty in older models.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>"rates", "logistic", "trees" or "blend".</summary>
    public string Kind => Report.Kind;

    /// <summary>Calibrated chance 0..1 of every row.</summary>
    public double[] Probabilities(RawTable rows, int maxThreads = 1)
    {
        var probabilities = Scorer.PredictRaw(LeadFeatures.Build(Recipe, rows), maxThreads);
        for (var row = 0; row < probabilities.Length; row++)
        {
            probabilities[row] = LogOdds.ToProbability(Calibrator.Calibrate(probabilities[row]));
        }

        return probabilities;
    }

    /// <summary>
    /// Share 0..1 of what moves its scores that is lost without some raw columns: by the mean size of the shares of
    /// their fields; by the number of features where its report has none.
    /// </summary>
    /// <param name="sources">Of <see cref="FeatureRecipe.Sources"/>.</param>
    public double WeightOf(IReadOnlyCollection<string> sources)
    {
        var lost = Recipe
            .Features.Where(feature => sources.Contains(feature.Source) || sources.Contains(feature.Date?.Until))
            .Select(feature => feature.Field)
            .ToHashSet(StringComparer.Ordinal);
        var all = Report.Drivers.Sum(driver => driver.MeanAbsoluteLogOdds);
        var gone = Report.Drivers.Where(driver => lost.Contains(driver.Feature));
        return
            all > 0 ? gone.Sum(driver => driver.MeanAbsoluteLogOdds) / all
            : Recipe.Features.Count == 0 ? 0
            : Recipe.Features.Count(feature => lost.Contains(feature.Field)) / (double)Recipe.Features.Count;
    }

    /// <summary>90 % range of the chance of every row: 0 &lt;= Low &lt;= chance &lt;= High &lt;= 1.</summary>
    public (double[] Low, double[] High) Ranges(RawTable rows, int maxThreads = 1)
    {
        var table = LeadFeatures.Build(Recipe, rows);
        var raw = Scorer.PredictRaw(table, maxThreads);
        var deviations = Range.Deviations(table, maxThreads);
        var high = new double[raw.Length];
        for (var row = 0; row < raw.Length; row++)
        {
            (raw[row], high[row]) = Range.At(Calibrator.Calibrate(raw[row]), deviations[row]);
        }

        return (raw, high);
    }

    /// <summary>
    /// Magic word, version, recipe, report, range, calibrator, scorer; from version 2 on whether there is an
    /// uncertainty model, and that model. Then optional parts up to the end, each a name and a text; a reader passes
    /// over those that it does not know ("format": JSON of <see cref="Format"/>, "left-out": JSON of
    /// <see cref="LeftOut"/>). Same rows, same seed: same bytes.
    /// </summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(JsonSerializer.Serialize(Recipe, Json));
            writer.Write(JsonSerializer.Serialize(Report.WithoutTimes(), Json));
            writer.Write(JsonSerializer.Serialize(Range, Json));
            Calibrators.Write(writer, Calibrator);
            ModelFile.Write(writer, Scorer);
            writer.Write(Range.Uncertainty is not null);
            Range.Uncertainty?.Write(writer);
            if (Format is not null)
            {
                writer.Write(FormatPart);
                writer.Write((Format with { Evidence = [] }).ToJson());
            }

            if (LeftOut.Count > 0)
            {
                writer.Write(LeftOutPart);
                writer.Write(JsonSerializer.Serialize(LeftOut));
            }
        }

        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">No model, cut short, or written by a newer program; the message says
    /// which.</exception>
    public static TrainedModel FromBytes(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false), Encoding.UTF8);
            var magic = bytes.Length > Magic.Length && bytes[0] == Magic.Length ? reader.ReadString() : "";
            if (!string.Equals(magic, Magic, StringComparison.Ordinal))
            {
                throw new InvalidDataException(
                    "This is not a model of LeadDashboard: the file does not begin with its mark. Choose a file that "
                        + "'train' or the Models page wrote."
                );
            }

            var version = reader.ReadInt32();
            if (version is < OldestVersion or > Version)
            {
                throw new InvalidDataException(
                    $"The model has file version {version}; this program reads versions {OldestVersion} to "
                        + $"{Version}. Use the program that wrote it, or train again."
                );
            }

            var recipe = JsonSerializer.Deserialize<FeatureRecipe>(reader.ReadString(), Json)!;
            var report = JsonSerializer.Deserialize<ModelReport>(reader.ReadString(), Json)!;
            var range = JsonSerializer.Deserialize<ScoreRange>(reader.ReadString(), Json)!;
            var calibrator = Calibrators.Read(reader);
            var scorer = ModelFile.Read(reader);
            var hasUncertainty = version >= 2 && reader.ReadBoolean();
            if (hasUncertainty)
            {
                range = range with { Uncertainty = UncertaintyModel.Read(reader) };
            }

            return ReadParts(reader, new TrainedModel(recipe, scorer, calibrator, range, report));
        }
        catch (Exception damage)
            when (damage
                    is EndOfStreamException
                        or JsonException
                        or OverflowException
                        or ArgumentException
                        or FormatException
            )
        {
            throw new InvalidDataException(
                "The model file is damaged or cut short. Take a backup copy, or train again.",
                damage
            );
        }
    }

    private static TrainedModel ReadParts(BinaryReader reader, TrainedModel model)
    {
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var (name, text) = (reader.ReadString(), reader.ReadString());
            model = name switch
            {
                FormatPart => model with { Format = FileFormat.FromJson(text) },
                LeftOutPart => model with { LeftOut = JsonSerializer.Deserialize<string[]>(text) ?? [] },
                _ => model,
            };
        }

        return model;
    }
}
