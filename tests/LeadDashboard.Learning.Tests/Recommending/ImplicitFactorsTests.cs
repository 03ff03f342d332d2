using LeadDashboard.Learning.Recommending;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class ImplicitFactorsTests
{
    [Fact]
    public void Fit_FromTheSameStart_EqualsDenseNumpy()
    {
        var fixture = FactorsFixture.Read();

        var model = ImplicitFactors.Fit(
            fixture.Interactions(),
            fixture.Start,
            FactorsFixture.Options,
            CancellationToken.None
        );

        Assert.Equal(fixture.Users, model.UserFactors.Values, (a, b) => Math.Abs(a - b) < 1e-8);
        Assert.Equal(fixture.Items, model.ItemFactors.Values, (a, b) => Math.Abs(a - b) < 1e-8);
    }

    [Fact]
    public void Fit_EveryRound_LowersTheWholeLoss()
    {
        var fixture = FactorsFixture.Read();
        double Loss(int rounds)
        {
            var model = ImplicitFactors.Fit(
                fixture.Interactions(),
                fixture.Start,
                FactorsFixture.Options with
                {
                    Iterations = rounds,
                },
                CancellationToken.None
            );
            var loss = 0.1 * (model.UserFactors.Values.Sum(x => x * x) + model.ItemFactors.Values.Sum(x => x * x));
            for (var user = 0; user < 30; user++)
            {
                for (var item = 0; item < 12; item++)
                {
                    var value = fixture.Values[user][item];
                    loss += (1 + 10 * value) * Math.Pow((value > 0 ? 1 : 0) - model.Predict(user, item), 2);
                }
            }

            return loss;
        }

        var losses = Enumerable.Range(1, 5).Select(Loss).ToArray();

        Assert.Equal(fixture.Losses, losses, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(losses.OrderDescending(), losses);
    }

    [Fact]
    public void Fit_TwoTastes_RanksWhatWasHiddenAsWellAsTheTruthDoes()
    {
        var (held, hidden) = FactorsFixture.TwoTastes(300, 40);
        var model = ImplicitFactors.Fit(held, FactorOptions.Default with { FactorCount = 2 });

        // Nobody can do better than the true chances: own kind or not.
        var best = Auc(held, hidden, (user, item) => user % 2 == item / 20 ? 1 : 0);
        Assert.InRange(best, 0.78, 0.86);
        Assert.InRange(Auc(held, hidden, model.Predict), best - 0.02, 1);
    }

    [Fact]
    public void Fit_UserWithoutItemsAndItemWithoutUsers_HaveNoFactors()
    {
        var model = ImplicitFactors.Fit(Interactions.From(3, 3, [(0, 0, 1), (1, 1, 1)]), FactorOptions.Default);

        Assert.Equal(0, model.Predict(2, 0));
        Assert.Equal(0, model.Predict(0, 2));
        Assert.InRange(model.Predict(0, 0), 0.5, 1);
    }

    [Fact]
    public void FoldIn_AFittedUser_GetsThatUsersFactors()
    {
        var held = FactorsFixture.Read().Interactions();
        var options = FactorsFixture.Options with { Iterations = 300 };
        var model = ImplicitFactors.Fit(held, options);

        var again = model.FoldIn(held.Items(7), held.Values(7), options);

        Assert.Equal(model.UserFactors.Row(7).ToArray(), again, (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Fit_EmptyNegativeOrWrongSettings_SaneOrSaysWhatIsWrong()
    {
        Assert.Empty(ImplicitFactors.Fit(Interactions.From(0, 0, []), FactorOptions.Default).UserBiases);
        Assert.Contains(
            "A value is -2",
            Assert
                .Throws<ArgumentException>(() =>
                    ImplicitFactors.Fit(Interactions.From(1, 1, [(0, 0, -2)]), FactorOptions.Default)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "FactorCount is 0; expected 1..1000",
            Assert
                .Throws<ArgumentException>(() =>
                    ImplicitFactors.Fit(Interactions.From(1, 1, []), FactorOptions.Default with { FactorCount = 0 })
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSavedWithAnyThreads_SameBytes()
    {
        var (held, _) = FactorsFixture.TwoTastes(300, 40);
        var bytes = FactorsFixture.Saved(ImplicitFactors.Fit(held, FactorOptions.Default).Write);

        Assert.Equal(
            bytes,
            FactorsFixture.Saved(ImplicitFactors.Fit(held, FactorOptions.Default with { MaxThreads = 4 }).Write)
        );
        Assert.Equal(bytes, FactorsFixture.Saved(FactorModel.Read(new MemoryStream(bytes)).Write));
        Assert.NotEqual(
            bytes,
            FactorsFixture.Saved(ImplicitFactors.Fit(held, FactorOptions.Default with { Seed = 2 }).Write)
        );
        Assert.Throws<InvalidDataException>(() => FactorModel.Read(new MemoryStream(bytes, 0, 100)));
    }

    /// <summary>Chance that a hidden pair scores above a pair that the user never had; equals count half.</summary>
    internal static double Auc(Interactions held, HashSet<(int User, int Item)> hidden, Func<int, int, double> predict)
    {
        double right = 0,
            pairs = 0;
        for (var user = 0; user < held.UserCount; user++)
        {
            var free = Enumerable.Range(0, held.ItemCount).Except(held.Items(user).ToArray()).ToArray();
            foreach (var liked in free.Where(item => hidden.Contains((user, item))))
            {
                foreach (var other in free.Where(item => !hidden.Contains((user, item))))
                {
                    right += 0.5 + 0.5 * predict(user, liked).CompareTo(predict(user, other));
                    pairs++;
                }
            }
        }

        return right / pairs;
    }
}
