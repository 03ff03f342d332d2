using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Survival;

/// <summary>A fitted time to conversion. Immutable, safe for concurrent use.</summary>
public sealed class DiscreteHazardModel
{
    private const string Magic = "LEADTIME";
    private const string What = "time to conversion";
    private const int Version = 1;
    private const int BlockSize = 4096;

    internal DiscreteHazardModel(double[] intervalEnds, EventHazard won, EventHazard? lost)
    {
        IntervalEnds = intervalEnds;
        Won = won;
        Lost = lost;
    }

    /// <summary>Days, rising; the last is the horizon.</summary>
    public IReadOnlyList<double> IntervalEnds { get; }

    public double Horizon => IntervalEnds[^1];

    public EventHazard Won { get; }

    /// <summary>Null where losses were censored.</summary>
    public EventHazard? Lost { get; }

    /// <summary>One lead's curve.</summary>
    public TimeToWin Predict(FeatureTable table, int rowIndex) => PredictAll(table.SelectRows([rowIndex]))[0];

    /// <summary>TimeToWin[rowCount].</summary>
    public TimeToWin[] PredictAll(FeatureTable table, int maxThreads = 1)
    {
        var won = Won.Features.PredictRaw(table);
        var lost = Lost?.Features.PredictRaw(table);
        var curves = new TimeToWin[table.RowCount];
        ParallelRange.ForBlocks(
            curves.Length,
            BlockSize,
            maxThreads,
            (_, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    curves[row] = Curve(won[row], lost?[row] ?? 0);
                }
            }
        );

        return curves;
    }

    /// <summary>double[rowCount]: P(won within <paramref name="days"/> of arrival), 0..1.</summary>
    public double[] WonWithin(FeatureTable table, double days, int maxThreads = 1) =>
        [.. PredictAll(table, maxThreads).Select(curve => curve.WonWithin(days))];

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                StoredPart.WriteDoubles(writer, [.. IntervalEnds]);
                writer.Write(Lost is not null);
                WriteHazard(writer, Won);
                if (Lost is not null)
                {
                    WriteHazard(writer, Lost);
                }
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static DiscreteHazardModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var ends = StoredPart.ReadDoubles(reader, What);
                var hasLost = reader.ReadBoolean();
                var won = ReadHazard(reader, ends.Length);
                return new DiscreteHazardModel(ends, won, hasLost ? ReadHazard(reader, ends.Length) : null);
            }
        );

    private TimeToWin Curve(double wonRaw, double lostRaw)
    {
        var wonHazards = new double[IntervalEnds.Count];
        var lostHazards = new double[IntervalEnds.Count];
        for (var k = 0; k < wonHazards.Length; k++)
        {
            wonHazards[k] = Won.At(wonRaw, k);
            lostHazards[k] = Lost?.At(lostRaw, k) ?? 0;
        }

        return new TimeToWin(IntervalEnds, wonHazards, lostHazards);
    }

    private static void WriteHazard(BinaryWriter writer, EventHazard hazard)
    {
        StoredPart.WriteDoubles(writer, hazard.IntervalEffects);
        ModelFile.Write(writer, hazard.Features);
    }

    private static EventHazard ReadHazard(BinaryReader reader, int intervalCount)
    {
        var effects = StoredPart.ReadDoubles(reader, What);
        if (effects.Length != intervalCount || ModelFile.Read(reader) is not AdditiveModel features)
        {
            throw new InvalidDataException(
                $"The stored {What} is damaged: {effects.Length} interval effects for {intervalCount} intervals, or "
                    + $"another model inside. Train it again."
            );
        }

        return new EventHazard(features, effects);
    }
}
