using LeadDashboard.Learning.Recommending;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class InteractionsTests
{
    [Fact]
    public void From_RepeatedPairs_AreAddedUpOrAveraged()
    {
        (int, int, double)[] entries = [(1, 2, 4), (0, 1, 1), (1, 2, 2), (1, 0, 5)];

        var sum = Interactions.From(2, 3, entries);
        var mean = Interactions.From(2, 3, entries, isAveraged: true);

        Assert.Equal([0, 2], sum.Items(1).ToArray());
        Assert.Equal([5, 6], sum.Values(1).ToArray());
        Assert.Equal([5, 3], mean.Values(1).ToArray());
        Assert.Equal(3, sum.Count);
    }

    [Fact]
    public void Transpose_Twice_IsTheSame()
    {
        var table = FactorsFixture.Read().Interactions();
        var again = table.Transpose().Transpose();

        Assert.Equal((12, 30), (table.Transpose().UserCount, table.Transpose().ItemCount));
        for (var user = 0; user < table.UserCount; user++)
        {
            Assert.Equal(table.Items(user).ToArray(), again.Items(user).ToArray());
            Assert.Equal(table.Values(user).ToArray(), again.Values(user).ToArray());
        }
    }

    [Fact]
    public void From_OutsideOrNotFinite_SaysWhichEntry()
    {
        Assert.Contains(
            "Entry 2 is user 5, item 0, value 1; expected a user of 0..1",
            Assert.Throws<ArgumentException>(() => Interactions.From(2, 1, [(0, 0, 1), (5, 0, 1)])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "value NaN",
            Assert.Throws<ArgumentException>(() => Interactions.From(2, 1, [(0, 0, double.NaN)])).Message,
            StringComparison.Ordinal
        );
    }
}
