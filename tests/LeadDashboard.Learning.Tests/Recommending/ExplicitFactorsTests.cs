using LeadDashboard.Learning.Recommending;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class ExplicitFactorsTests
{
    [Fact]
    public void Fit_LowRankTruth_PredictsHiddenValues()
    {
        var random = new Random(17);
        double Draw() => random.NextDouble() * 2 - 1;
        var users = Enumerable.Range(0, 150).Select(_ => (Bias: Draw(), A: Draw(), B: Draw())).ToArray();
        var items = Enumerable.Range(0, 60).Select(_ => (Bias: Draw(), A: Draw(), B: Draw())).ToArray();
        double Truth(int user, int item) =>
            3
            + users[user].Bias
            + items[item].Bias
            + 2 * users[user].A * items[item].A
            - 1.5 * users[user].B * items[item].B;
        var isSeen = Enumerable.Range(0, 150 * 60).Select(_ => random.NextDouble() < 0.5).ToArray();
        var seen = Enumerable
            .Range(0, 150 * 60)
            .Where(i => isSeen[i])
            .Select(i => (i / 60, i % 60, Truth(i / 60, i % 60)));

        var model = ExplicitFactors.Fit(
            Interactions.From(150, 60, seen, true),
            FactorOptions.Default with
            {
                FactorCount = 2,
                Regularisation = 1e-4,
                Iterations = 60,
            }
        );

        var hidden = Enumerable.Range(0, 150 * 60).Where(i => !isSeen[i]).ToArray();
        var error = Math.Sqrt(hidden.Average(i => Math.Pow(Truth(i / 60, i % 60) - model.Predict(i / 60, i % 60), 2)));
        Assert.InRange(error, 0, 0.02);
    }

    [Fact]
    public void Fit_OneFactorByHand_SolvesTheRidgeEquations()
    {
        // After the last half round every item solves its own ridge regression on (1, user factor): the slope of its
        // loss is 0.
        var held = Interactions.From(4, 2, [(0, 0, 5), (1, 0, 3), (2, 0, 4), (0, 1, 1), (3, 1, 2)], true);
        var model = ExplicitFactors.Fit(held, FactorOptions.Default with { FactorCount = 1, Iterations = 3 });

        foreach (var (item, users) in ((int, int[])[])[(0, [0, 1, 2]), (1, [0, 3])])
        {
            double Error(int user) => held.Values(user)[held.Items(user).IndexOf(item)] - model.Predict(user, item);
            Assert.Equal(users.Length * 0.1 * model.ItemBiases[item], users.Sum(Error), 1e-9);
            Assert.Equal(
                users.Length * 0.1 * model.ItemFactors.Row(item)[0],
                users.Sum(user => Error(user) * model.UserFactors.Row(user)[0]),
                1e-9
            );
        }
    }

    [Fact]
    public void Predict_NewUserOrItem_FallsBackToMeanAndBias()
    {
        var model = ExplicitFactors.Fit(
            Interactions.From(3, 3, [(0, 0, 5), (0, 1, 3), (1, 0, 5)], true),
            FactorOptions.Default
        );

        Assert.Equal(model.Mean, model.Predict(2, 2), 1e-12);
        Assert.Equal(model.Mean + model.ItemBiases[0], model.Predict(2, 0), 1e-12);
        Assert.Equal(0, ExplicitFactors.Fit(Interactions.From(1, 1, []), FactorOptions.Default).Predict(0, 0));
    }

    [Fact]
    public void Fit_AnyThreads_SameBytes()
    {
        var held = FactorsFixture.Read().Interactions();

        Assert.Equal(
            FactorsFixture.Saved(ExplicitFactors.Fit(held, FactorOptions.Default).Write),
            FactorsFixture.Saved(ExplicitFactors.Fit(held, FactorOptions.Default with { MaxThreads = 3 }).Write)
        );
    }
}
