using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Core.Tests.Modeling;

/// <summary>
/// Rows of nothing but categories, of 10 to 20,000 levels each with a log-odds of its own; some levels of the last
/// column stand in the later rows alone.
/// </summary>
internal sealed record ManyLevels(string[][] Words, float[] Labels)
{
    private static readonly int[] LevelCounts = [10, 150, 1500, 20_000];

    public static ManyLevels Make(int rowCount, int seed)
    {
        var random = new Random(seed);
        var effects = LevelCounts
            .Select(count => Enumerable.Range(0, count).Select(_ => 2.4 * (random.NextDouble() - 0.5) * 1.5).ToArray())
            .ToArray();
        var words = LevelCounts.Select(_ => new string[rowCount]).ToArray();
        var labels = new float[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var logOdds = -1.2;
            for (var c = 0; c < LevelCounts.Length; c++)
            {
                // Frequent levels and rare ones: the density falls with the square root of the level.
                var level = (int)(LevelCounts[c] * Math.Pow(random.NextDouble(), 2.5));
                words[c][row] = $"Level {level} of {c}";
                logOdds += effects[c][level];
            }

            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return new ManyLevels(words, labels);
    }

    public RawTable Table() =>
        new([.. Words.Select((words, c) => RawColumn.OfWords("c" + c, "c" + c, words))], Labels.Length);
}
