using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// A category of many levels to two numbers: the smoothed win rate of the level (Micci-Barreca, "A preprocessing scheme
/// for high-cardinality categorical attributes", SIGKDD Explorations 2001) and its count of rows. Rows that are learnt
/// from are cross-fitted, so that none sees its own outcome (Pargent et al., "Regularized target encoding outperforms
/// traditional methods", Computational Statistics 2022). Immutable.
/// </summary>
/// <remarks>
/// Levels are 64-bit keys that the caller makes of the values, so that no value is stored; <see cref="Missing"/> stands
/// for a missing one.
/// </remarks>
public sealed class LevelRates
{
    public const ulong Missing = 0;

    /// <summary>Rows of the overall rate that each level starts with.</summary>
    private const double PriorRows = 10;

    /// <summary>Of the most frequent levels; the rest scores as unseen.</summary>
    private const int MaxLevels = 65_536;

    private readonly double _rate;
    private readonly Dictionary<ulong, Level> _levels;

    /// <summary>Keys of the levels of more than one row, rising: those that are stored.</summary>
    private readonly Lazy<ulong[]> _kept;

    private LevelRates(double rate, Dictionary<ulong, Level> levels)
    {
        _rate = rate;
        _levels = levels;
        _kept = new Lazy<ulong[]>(() =>
            [.. levels.Where(level => level.Value.Rows > 1).Select(level => level.Key).Order()]
        );
    }

    public int LevelCount => _levels.Count;

    /// <param name="keys">ulong[rowCount], <see cref="Missing"/> = missing.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static LevelRates Fit(ulong[] keys, float[] labels)
    {
        var levels = new Dictionary<ulong, Level>();
        double wins = 0;
        for (var row = 0; row < keys.Length; row++)
        {
            wins += labels[row];
            if (keys[row] != Missing)
            {
                var level = levels.GetValueOrDefault(keys[row]);
                levels[keys[row]] = new Level(level.Rows + 1, level.Wins + (labels[row] > 0.5f ? 1 : 0));
            }
        }

        if (levels.Count > MaxLevels)
        {
            levels = levels
                .OrderByDescending(level => level.Value.Rows)
                .ThenBy(level => level.Key)
                .Take(MaxLevels)
                .ToDictionary();
        }

        return new LevelRates((wins + 0.5) / (keys.Length + 1), levels);
    }

    /// <summary>
    /// Both numbers of rows that were not learnt from: ln(rate / (1 - rate)) less that of all rows, where
    /// rate = (wins + 10 * overall) / (rows + 10), and ln(1 + rows). 0 and 0 for an unseen level.
    /// </summary>
    /// <param name="keys">ulong[rowCount].</param>
    /// <returns>float[rowCount] each, NaN = missing.</returns>
    public (float[] Rates, float[] Counts) Transform(ulong[] keys)
    {
        var (rates, counts) = (new float[keys.Length], new float[keys.Length]);
        for (var row = 0; row < keys.Length; row++)
        {
            var level = _levels.GetValueOrDefault(keys[row]);
            rates[row] = keys[row] == Missing ? float.NaN : Shift(level, _rate);
            counts[row] = keys[row] == Missing ? float.NaN : LogCount(level.Rows);
        }

        return (rates, counts);
    }

    /// <summary>
    /// The level of each row as a code. It knows no outcome, so that rows that are learnt from take the same one. A
    /// level of one row shares its code with the unseen ones: that is how a new level looks later.
    /// </summary>
    /// <param name="keys">ulong[rowCount].</param>
    public ColumnLevels Codes(ulong[] keys)
    {
        var codes = new int[keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            var code = Array.BinarySearch(_kept.Value, keys[row]);
            codes[row] =
                keys[row] == Missing ? -1
                : code >= 0 ? code
                : _kept.Value.Length;
        }

        return new ColumnLevels(codes, _kept.Value.Length + 1);
    }

    /// <summary>
    /// The same numbers as <see cref="Transform"/> for the rows that are learnt from: the rate by the rows of the other
    /// folds, the count by all other rows, so that a level of one row looks as an unseen one does later.
    /// </summary>
    /// <param name="keys">ulong[rowCount].</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="folds">int[rowCount], at least two different ones.</param>
    /// <returns>float[rowCount] each, NaN = missing.</returns>
    public static (float[] Rates, float[] Counts) CrossFit(ulong[] keys, float[] labels, int[] folds)
    {
        var rates = Encoding.CrossFit.Score(
            folds,
            (others, held) =>
                Fit([.. others.Select(row => keys[row])], [.. others.Select(row => labels[row])])
                    .Transform([.. held.Select(row => keys[row])])
                    .Rates
        );
        var counts = new float[keys.Length];
        var rows = keys.CountBy(key => key).ToDictionary();
        for (var row = 0; row < keys.Length; row++)
        {
            counts[row] = keys[row] == Missing ? float.NaN : LogCount(rows[keys[row]] - 1);
        }

        return (rates, counts);
    }

    /// <summary>
    /// The overall rate, the number of levels, and key, rows and wins of each by rising key. A level of one row is left
    /// out: it says next to nothing of the next one, and would tell the outcome of a single person.
    /// </summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(_rate);
        writer.Write7BitEncodedInt(_kept.Value.Length);
        foreach (var key in _kept.Value)
        {
            var level = _levels[key];
            writer.Write(key);
            writer.Write7BitEncodedInt(level.Rows);
            writer.Write7BitEncodedInt(level.Wins);
        }

        return stream.ToArray();
    }

    /// <exception cref="EndOfStreamException">Cut short.</exception>
    public static LevelRates FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var rate = reader.ReadDouble();
        var count = reader.Read7BitEncodedInt();
        var levels = new Dictionary<ulong, Level>();
        for (var i = 0; i < count; i++)
        {
            var key = reader.ReadUInt64();
            levels[key] = new Level(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        }

        return new LevelRates(rate, levels);
    }

    private static float Shift(Level level, double overall) =>
        (float)(
            LogOdds.FromProbability((level.Wins + PriorRows * overall) / (level.Rows + PriorRows))
            - LogOdds.FromProbability(overall)
        );

    private static float LogCount(int rows) => MathF.Log(1 + rows);

    private readonly record struct Level(int Rows, int Wins);
}
