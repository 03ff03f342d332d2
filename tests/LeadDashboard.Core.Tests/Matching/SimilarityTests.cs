using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class SimilarityTests
{
    /// <summary>The worked examples of Winkler (1990).</summary>
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dwayne", "duane", 0.8400)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("jones", "johnson", 0.8324)]
    [InlineData("", "", 1)]
    [InlineData("a", "", 0)]
    [InlineData("abc", "xyz", 0)]
    public void JaroWinkler_PublishedPairs_HaveTheirValues(string left, string right, double expected)
    {
        Assert.Equal(expected, JaroWinkler.Similarity(left, right), 4);
        Assert.Equal(JaroWinkler.Similarity(left, right), JaroWinkler.Similarity(right, left), 12);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("smith", "smiht", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("19560409", "19560490", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("same", "same", 0)]
    public void EditDistance_KnownPairs_CountsTheEdits(string left, string right, int expected) =>
        Assert.Equal(expected, EditDistance.Between(left, right, 10));

    [Fact]
    public void EditDistance_RandomPairs_AgreesWithTheFullTable()
    {
        var random = new Random(3);
        for (var round = 0; round < 2000; round++)
        {
            var (left, right) = (Text(random), Text(random));
            var full = Naive(left, right);

            Assert.Equal(full, EditDistance.Between(left, right, 20));
            Assert.Equal(Math.Min(full, 3), EditDistance.Between(left, right, 2));
        }
    }

    /// <summary>The quick look may let a pair through that falls short, never keep one out that does not.</summary>
    [Theory]
    [InlineData(0.6)]
    [InlineData(0.82)]
    [InlineData(0.95)]
    public void CanReach_RandomPairs_KeepsOutOnlyWhatIsBelowTheFloor(double floor)
    {
        var random = new Random(5);
        var keptOut = 0;
        for (var round = 0; round < 5000; round++)
        {
            var (left, right) = (Text(random), Text(random));
            var (jaro, grams) = (JaroWinkler.CanReach(left, right, floor), QGrams.CanReach(left, right, floor));

            Assert.True(jaro || JaroWinkler.Similarity(left, right) < floor, $"{left} {right}");
            Assert.True(grams || QGrams.Similarity(left, right) < floor, $"{left} {right}");
            keptOut += (jaro ? 0 : 1) + (grams ? 0 : 1);
        }

        Assert.True(keptOut > 1000, $"Only {keptOut} were kept out.");
    }

    [Fact]
    public void QGrams_WordsInAnotherOrder_StaySimilar()
    {
        Assert.InRange(QGrams.Similarity("lakefront retirement village", "retirement village lakefront"), 0.85, 0.99);
        Assert.Equal(1, QGrams.Similarity("same", "same"));
        Assert.Equal(0, QGrams.Similarity("abcd", "wxyz"));
    }

    [Theory]
    [InlineData("philipp", "filip")]
    [InlineData("meyer", "maier")]
    [InlineData("catherine", "katherine")]
    [InlineData("schmitt", "schmidt")]
    public void NameSound_OneSoundSpeltTwice_IsOneKey(string left, string right)
    {
        // "c" before "a" is a k; "sch" keeps its s.
        Assert.Equal(NameSound.Encode(left), NameSound.Encode(right));
        Assert.NotEqual(NameSound.Encode(left), NameSound.Encode("lopez"));
    }

    [Fact]
    public void Nicknames_EveryGroup_IsOneNameAndSymmetric()
    {
        Assert.True(Nicknames.AreSame("bob", "robert"));
        Assert.True(Nicknames.AreSame("robert", "bob"));
        Assert.False(Nicknames.AreSame("bob", "william"));
        Assert.False(Nicknames.AreSame("nobody", "nobody"));
        Assert.Empty(
            Nicknames
                .All.SelectMany(group => group)
                .GroupBy(name => name, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
                .Select(group => group.Key)
        );
    }

    private static string Text(Random random) =>
        new([.. Enumerable.Range(0, random.Next(9)).Select(_ => "abcd"[random.Next(4)])]);

    private static int Naive(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                table[i, j] =
                    i == 0 || j == 0
                        ? i + j
                        : Math.Min(
                            Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1),
                            table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                        );
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
