using LeadDashboard.Learning.Recommending;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class RecommenderTests
{
    [Fact]
    public void Next_TwoTastes_OffersTheOwnKindAndNothingHeld()
    {
        var (held, hidden) = FactorsFixture.TwoTastes(300, 40);
        var recommender = Recommender.Fit(
            held,
            null,
            RecommenderOptions.Default with
            {
                Factors = FactorOptions.Default with { FactorCount = 4 },
            }
        );

        double right = 0,
            offered = 0;
        for (var user = 0; user < 300; user++)
        {
            var next = recommender.Next(user, 3);
            Assert.Equal(3, next.Count);
            Assert.All(next, own => Assert.DoesNotContain(own.Item, held.Items(user).ToArray()));
            Assert.All(
                next,
                own => Assert.All(own.Reasons, reason => Assert.Contains(reason.Item, held.Items(user).ToArray()))
            );
            right += next.Count(own => own.Item / 20 == user % 2);
            offered += next.Count;
        }

        Assert.InRange(right / offered, 0.97, 1);
        var popular = recommender.Popularity;
        Assert.True(
            ImplicitFactorsTests.Auc(held, hidden, recommender.Factors.Predict)
                > ImplicitFactorsTests.Auc(held, hidden, (_, item) => popular[item]) + 0.2
        );
    }

    [Fact]
    public void NextFor_NothingKnown_OffersWhatIsPopular()
    {
        var held = Interactions.From(4, 3, [(0, 2, 1), (1, 2, 1), (2, 2, 1), (0, 1, 1), (1, 1, 1), (0, 0, 1)]);
        var recommender = Recommender.Fit(held, null, RecommenderOptions.Default);

        var next = recommender.NextFor([], 5);

        Assert.Equal([2, 1, 0], next.Select(own => own.Item));
        Assert.Equal([0.75, 0.5, 0.25], next.Select(own => own.Score));
        Assert.All(next, own => Assert.Equal(RecommendationBasis.Popularity, own.Basis));
        Assert.Equal(next.Select(own => own.Item), recommender.Next(3, 5).Select(own => own.Item));
    }

    [Fact]
    public void NextFor_SameItemsAsAFittedUser_OffersMuchTheSame()
    {
        var (held, _) = FactorsFixture.TwoTastes(300, 40);
        var recommender = Recommender.Fit(held, null, RecommenderOptions.Default);

        var asUser = recommender.Next(5, 5).Select(own => own.Item).ToArray();
        var asNew = recommender.NextFor(held.Items(5).ToArray(), 5).Select(own => own.Item).ToArray();

        Assert.True(asUser.Intersect(asNew).Count() >= 4);
    }

    [Fact]
    public void Next_ItemNobodyHoldsYet_IsOfferedByItsContent()
    {
        // Item 3 is new and of the kind of items 0 and 1; item 4 is new and of the other kind.
        var held = Interactions.From(6, 5, [(0, 0, 1), (1, 0, 1), (1, 1, 1), (2, 1, 1), (3, 2, 1), (4, 2, 1)]);
        var content = DenseMatrix.FromRows([
            [1, 0],
            [1, 0.1],
            [0, 1],
            [1, 0],
            [0, 1],
        ]);
        var recommender = Recommender.Fit(held, content, RecommenderOptions.Default with { ContentWeight = 0.5 });

        var next = recommender.Next(1, 3);

        Assert.Equal(3, next[0].Item);
        Assert.Equal(RecommendationBasis.Content, next[0].Basis);
        Assert.True(next[0].Reasons[0] is { Item: 0, IsContent: true });
    }

    [Fact]
    public void Read_WhatWasSaved_OffersTheSame()
    {
        var (held, _) = FactorsFixture.TwoTastes(60, 10);
        var content = DenseMatrix.FromRows([.. Enumerable.Range(0, 10).Select(item => new[] { item / 5.0, 1 })]);
        var options = RecommenderOptions.Default with
        {
            Factors = FactorOptions.Default with { FactorCount = 3, Confidence = 4 },
        };
        var recommender = Recommender.Fit(held, content, options);
        var bytes = FactorsFixture.Saved(recommender.Write);

        var again = Recommender.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, FactorsFixture.Saved(again.Write));
        Assert.Equal(
            recommender.NextFor([1, 2], 5).Select(own => (own.Item, own.Score)),
            again.NextFor([1, 2], 5).Select(own => (own.Item, own.Score))
        );
        for (var length = 0; length < bytes.Length; length += 499)
        {
            Assert.Throws<InvalidDataException>(() => Recommender.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void Fit_EmptyOrWrongInput_SaneOrSaysWhatIsWrong()
    {
        var empty = Recommender.Fit(Interactions.From(0, 2, []), null, RecommenderOptions.Default);

        Assert.Equal([0, 1], empty.NextFor([], 5).Select(own => own.Item));
        Assert.Empty(empty.NextFor([0, 1], 5));
        Assert.Contains(
            "Item 7 is not in the table",
            Assert.Throws<ArgumentException>(() => empty.NextFor([7], 1)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Next(0, 1));
        Assert.Contains(
            "contents of 1 items where the interactions have 2",
            Assert
                .Throws<ArgumentException>(() =>
                    Recommender.Fit(
                        Interactions.From(0, 2, []),
                        DenseMatrix.FromRows([
                            [1],
                        ]),
                        RecommenderOptions.Default
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
