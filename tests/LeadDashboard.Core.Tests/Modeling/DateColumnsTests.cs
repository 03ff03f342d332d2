using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class DateColumnsTests
{
    private const int RowCount = 4000;
    private const int KnownCount = 3000;

    private static readonly TrainingOptions Quick = TrainingOptions.Default with
    {
        Candidates = [ModelKind.Logistic],
        FoldCount = 2,
        MeasuresUncertainty = false,
    };

    [Fact]
    public void Train_SignalInTheDaysBetween_RanksLaterRowsAsTheTrueDifferenceDoes()
    {
        var (asked, arrives, labels) = Make(1);
        var between = asked.Zip(arrives, (first, second) => second - first).ToArray();

        var withParts = Auc(labels, RawColumn.OfDates("asked", "asked", asked), Dates("arrives", arrives));
        var truth = Auc(labels, RawColumn.OfNumbers("between", "between", between));
        var asWords = Auc(labels, Words("asked", asked), Words("arrives", arrives));

        Assert.True(truth > 0.7, $"{truth:0.0000} by the true difference.");
        Assert.True(withParts > truth - 0.02, $"{withParts:0.0000}, and {truth:0.0000} by the true difference.");
        Assert.True(asWords < 0.58, $"{asWords:0.0000} by words.");
    }

    [Fact]
    public void Score_DaysBetween_IsAReasonOfItsOwnToldByTheDays()
    {
        var (asked, arrives, labels) = Make(2);
        var table = new RawTable([Dates("asked", asked), Dates("arrives", arrives)], RowCount);
        var model = ModelTrainer.Train(TrainingSet.FromTable(table, labels), Quick);

        var score = LeadScorer.Score(TrainedModel.FromBytes(model.ToBytes()), table.SelectRows([0]))[0];

        var reason = score.Reasons.Single(reason => reason.Feature == "asked" + DateColumns.FromTo + "arrives");
        Assert.Equal((arrives[0] - asked[0]).ToString(System.Globalization.CultureInfo.InvariantCulture), reason.Value);
        Assert.Equal(
            Math.Log(score.Probability / (1 - score.Probability)),
            score.BaseLogOdds + score.Reasons.Sum(each => each.LogOdds),
            1e-9
        );
    }

    [Fact]
    public void Fit_SixDates_TenPairsInTheOrderOfTheTable()
    {
        var random = new Random(3);
        var columns = Enumerable
            .Range(0, 6)
            .Select(c => Dates("d" + c, [.. Enumerable.Range(0, 500).Select(_ => (float)random.Next(7000, 8000))]))
            .ToArray();
        var set = TrainingSet.FromTable(
            new RawTable(columns, 500),
            [.. Enumerable.Range(0, 500).Select(row => row % 3 == 0 ? 1f : 0f)]
        );

        var recipe = FeatureRecipe.Fit(set);

        var pairs = recipe.Features.Where(feature => feature.Date?.Kind == DateKind.DaysUntil).ToArray();
        Assert.Equal(10, pairs.Length);
        Assert.DoesNotContain(pairs, pair => pair.Date!.Until == "d5");
        Assert.Equal(6, recipe.Features.Count(feature => feature.Date?.Kind == DateKind.Weekday));
    }

    [Fact]
    public void Weekday_KnownDays_AreNamed()
    {
        // 2000-01-01 was a Saturday.
        var weekday = DateColumns.Weekday(Dates("d", [0, 2.7f, float.NaN, -1]));

        Assert.Equal(["Saturday", "Monday", "", "Friday"], weekday.Words);
    }

    [Fact]
    public void Display_DateAndDaysBeforeAnInstant_DayAndNumber()
    {
        Assert.Equal("2000-02-01", Dates("d", [31, 5]).Select([0]).Display(0));
        Assert.Equal("12", RawColumn.OfDates("d", "d", [31, 5], [12, 40]).Select([0]).Display(0));
    }

    /// <summary>Rows in order of asking; the chance rises with the days until the arrival.</summary>
    private static (float[] Asked, float[] Arrives, float[] Labels) Make(int seed)
    {
        var random = new Random(seed);
        var asked = Enumerable.Range(0, RowCount).Select(row => 7000f + row / 5).ToArray();
        var arrives = asked.Select(day => day + random.Next(0, 120)).ToArray();
        var labels = asked
            .Zip(arrives, (first, second) => -3.2 + 0.034 * (second - first))
            .Select(logOdds => random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1f : 0f)
            .ToArray();
        return (asked, arrives, labels);
    }

    private static RawColumn Dates(string name, float[] days) => RawColumn.OfDates(name, name, days);

    private static RawColumn Words(string name, float[] days) =>
        RawColumn.OfWords(name, name, [.. days.Select(day => $"day {day}")]);

    private static double Auc(float[] labels, params RawColumn[] columns)
    {
        var table = new RawTable(columns, RowCount);
        var model = ModelTrainer.Train(
            TrainingSet.FromTable(table.SelectRows([.. Enumerable.Range(0, KnownCount)]), labels[..KnownCount]),
            Quick
        );
        var later = table.SelectRows([.. Enumerable.Range(KnownCount, RowCount - KnownCount)]);
        return RocCurve.Area(RankedOutcomes.From(labels[KnownCount..], model.Probabilities(later)));
    }
}
