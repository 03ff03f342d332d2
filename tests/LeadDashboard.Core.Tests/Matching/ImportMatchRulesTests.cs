using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Tests.Matching;

public sealed class ImportMatchRulesTests
{
    [Fact]
    public void Decide_NewLikeOld_GoesToTheLikeliestOldOne()
    {
        var result = ResultOf([0, 0, 0, 3], (0, 2, 8), (1, 2, 12), (0, 1, 20));

        var matches = ImportMatchRules.Decide(result, row => row >= 2);

        Assert.Equal([(2, 1)], matches.Select(match => (match.Row, match.KeptRow)));
    }

    [Fact]
    public void Decide_OnlyNewOnes_KeepsTheFirst()
    {
        var result = ResultOf([0, 1, 1, 1], (1, 2, 9), (1, 3, 9), (2, 3, 9));

        var matches = ImportMatchRules.Decide(result, row => row >= 1);

        Assert.Equal([(2, 1), (3, 1)], matches.Select(match => (match.Row, match.KeptRow)));
    }

    [Fact]
    public void Decide_OnlyOldOnes_LeavesThemToPeople() =>
        Assert.Empty(ImportMatchRules.Decide(ResultOf([0, 0, 2], (0, 1, 15)), row => row == 2));

    [Fact]
    public void Decide_PairThatIsNotJoined_IsNoMatch()
    {
        var result = ResultOf([0, 1]) with { Pairs = [new MatchPair(0, 1, 0.97, 5, IsJoined: false)] };

        Assert.Empty(ImportMatchRules.Decide(result, row => row == 1));
    }

    private static MatchResult ResultOf(int[] groupOf, params (int Left, int Right, double Bits)[] joined) =>
        new(
            [
                .. joined.Select(pair => new MatchPair(
                    pair.Left,
                    pair.Right,
                    1 / (1 + Math.Pow(2, -pair.Bits)),
                    pair.Bits,
                    IsJoined: true
                )),
            ],
            groupOf,
            new MatchModel([], [], [], [], 0.5),
            joined.Length,
            []
        );
}
