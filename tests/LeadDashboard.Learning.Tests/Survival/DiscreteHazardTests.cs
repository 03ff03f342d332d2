using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Survival;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Survival;

public sealed class DiscreteHazardTests
{
    [Fact]
    public void Fit_PersonPeriods_EqualsScikitLearnOnExplicitRows()
    {
        var fixture = SurvivalFixture.Read();

        var model = DiscreteHazard.Fit(fixture.Table(), fixture.Days, fixture.Ends(), fixture.Options());

        var won = model.Won.Features.PredictRaw(fixture.Table());
        var lost = model.Lost!.Features.PredictRaw(fixture.Table());
        for (var row = 0; row < fixture.Won.Length; row++)
        {
            for (var k = 0; k < fixture.IntervalEnds.Length; k++)
            {
                Assert.Equal(fixture.Won[row][k], model.Won.At(won[row], k), 1e-6);
                Assert.Equal(fixture.Lost[row][k], model.Lost.At(lost[row], k), 1e-6);
            }
        }
    }

    [Fact]
    public void Fit_PersonPeriodsNeverWrittenOut_EqualsLogisticRegressionOnExplicitRows()
    {
        var fixture = SurvivalFixture.Read();
        var days = fixture
            .Days.Select(day => fixture.IntervalEnds.Append(1000).First(end => end >= day))
            .Select(day => (float)day)
            .ToArray();
        var isWon = fixture.Ends().Select(end => end == LeadEnd.Won).ToArray();
        var rows = new List<(int Lead, int Interval, float Label)>();
        for (var lead = 0; lead < days.Length; lead++)
        {
            for (
                var k = 0;
                k < fixture.IntervalEnds.Length && (k == 0 || days[lead] > fixture.IntervalEnds[k - 1]);
                k++
            )
            {
                rows.Add((lead, k, isWon[lead] && days[lead] == fixture.IntervalEnds[k] ? 1 : 0));
            }
        }

        // Numbers are standardised per lead, so the twin repeats only categories: the group and the interval.
        var twinTable = new FeatureTable([
            FeatureColumn.Category("group", [.. rows.Select(row => fixture.Group[row.Lead])], ["a", "b", "c"]),
            FeatureColumn.Category(
                "interval",
                [.. rows.Select(row => row.Interval)],
                [.. fixture.IntervalEnds.Select(end => $"{end}")]
            ),
        ]);
        var twin = LogisticRegression
            .Fit(
                twinTable,
                [.. rows.Select(row => row.Label)],
                null,
                LogisticOptions.Default with
                {
                    Tolerance = 1e-10,
                }
            )
            .PredictRaw(twinTable);
        var groups = new FeatureTable([FeatureColumn.Category("group", fixture.Group, ["a", "b", "c"])]);
        var model = DiscreteHazard.Fit(
            groups,
            days,
            [.. isWon.Select(won => won ? LeadEnd.Won : LeadEnd.Open)],
            fixture.Options() with
            {
                Losses = LossHandling.Censoring,
            }
        );
        var raw = model.Won.Features.PredictRaw(groups);
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(LogOdds.ToProbability(twin[i]), model.Won.At(raw[rows[i].Lead], rows[i].Interval), 1e-6);
        }

        Assert.Null(model.Lost);
    }

    [Fact]
    public void Fit_NoFeatures_IsKaplanMeierAtTheIntervalEnds()
    {
        var fixture = SurvivalFixture.Read();
        var days = fixture
            .Days.Select(day => (float)fixture.IntervalEnds.Append(1000).First(end => end >= day))
            .ToArray();
        var isWon = fixture.Ends().Select(end => end == LeadEnd.Won).ToArray();
        var options = fixture.Options() with { IntervalL2 = 1e-9, Losses = LossHandling.Censoring };

        var curve = DiscreteHazard
            .Fit(new FeatureTable([], days.Length), days, fixture.Ends(), options)
            .Predict(new FeatureTable([], 1), 0);

        foreach (var step in KaplanMeier.Curve(days, isWon).Where(step => step.Days <= fixture.IntervalEnds[^1]))
        {
            Assert.Equal(1 - step.Surviving, curve.WonWithin(step.Days), 1e-6);
        }
    }

    [Fact]
    public void Fit_SimulatedHazards_FindsTheTrueChances()
    {
        var (table, days, ends, _) = Simulated(40_000, seed: 5);
        var model = DiscreteHazard.Fit(table, days, ends, DiscreteHazardOptions.Default with { MaxThreads = 2 });
        var probe = new FeatureTable([FeatureColumn.Number("x", [-1, 0, 1])]);

        var curves = model.PredictAll(probe);

        for (var row = 0; row < 3; row++)
        {
            foreach (var day in (double[])[30, 60, 90, 200])
            {
                Assert.Equal(TrueWonWithin(row - 1, day), curves[row].WonWithin(day), 0.02);
            }
        }

        // At x = 1 half are won by the day where 0.8 (1 - exp(-t / 40)) = 0.5, t = 39.2; at x = -1 winners stop at a
        // fifth.
        Assert.InRange(curves[2].MedianDays!.Value, 36.5, 42.5);
        Assert.Null(curves[0].MedianDays);
        Assert.Equal(curves[0].WonBy[^1] / 2, curves[0].WonWithin(curves[0].MedianDaysIfWon!.Value), 1e-9);
    }

    [Fact]
    public void WonWithin_LossesCensoredOrCompeting_CensoringPromisesMore()
    {
        var (table, days, ends, _) = Simulated(5_000, seed: 6);
        var competing = DiscreteHazard.Fit(table, days, ends, DiscreteHazardOptions.Default).WonWithin(table, 365);
        var censoring = DiscreteHazard
            .Fit(table, days, ends, DiscreteHazardOptions.Default with { Losses = LossHandling.Censoring })
            .WonWithin(table, 365);

        Assert.True(censoring.Average() > competing.Average() + 0.1);
        Assert.Equal(
            Enumerable.Range(0, 5_000).Average(row => TrueWonWithin(table.Columns[0].Numbers[row], 365)),
            competing.Average(),
            0.02
        );
    }

    [Fact]
    public void WonWithin_StillOpenAtAnAge_IsTheConditionalChance()
    {
        var fixture = SurvivalFixture.Read();
        var curve = DiscreteHazard
            .Fit(fixture.Table(), fixture.Days, fixture.Ends(), fixture.Options())
            .Predict(fixture.Table(), 3);

        Assert.Equal(
            (curve.WonWithin(50) - curve.WonWithin(20)) / curve.OpenAt(20),
            curve.WonWithin(30, age: 20),
            1e-12
        );
        Assert.InRange(curve.WonWithin(30, age: 500), 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.WonWithin(-1));
    }

    [Fact]
    public void Predict_Curves_AreMonotoneAndMeetAtTheEnds()
    {
        var fixture = SurvivalFixture.Read();
        var model = DiscreteHazard.Fit(fixture.Table(), fixture.Days, fixture.Ends(), fixture.Options());

        Assert.All(
            model.PredictAll(fixture.Table()),
            curve =>
            {
                Assert.Equal(0, curve.WonWithin(0), 1e-12);
                for (var k = 0; k < curve.IntervalEnds.Count; k++)
                {
                    Assert.Equal(curve.WonBy[k], curve.WonWithin(curve.IntervalEnds[k]), 1e-12);
                    Assert.True(curve.WonBy[k] + curve.StillOpen[k] <= 1 + 1e-12);
                    Assert.True(
                        k == 0 || (curve.WonBy[k] >= curve.WonBy[k - 1] && curve.StillOpen[k] <= curve.StillOpen[k - 1])
                    );
                    Assert.InRange(
                        curve.WonWithin(curve.IntervalEnds[k] - 1),
                        k == 0 ? 0 : curve.WonBy[k - 1],
                        curve.WonBy[k]
                    );
                }
            }
        );
    }

    [Fact]
    public void PredictAll_TimesOfNewLeads_AreOrderedBetterThanChance()
    {
        var (table, days, ends, _) = Simulated(4_000, seed: 7);
        var model = DiscreteHazard.Fit(table, days, ends, DiscreteHazardOptions.Default);
        var (later, laterDays, laterEnds, truth) = Simulated(4_000, seed: 8);
        var isWon = laterEnds.Select(end => end == LeadEnd.Won).ToArray();

        var index = Concordance.Index(laterDays, isWon, model.WonWithin(later, 90));

        Assert.True(index > 0.6);
        Assert.Equal(Concordance.Index(laterDays, isWon, truth), index, 0.005);
    }

    [Fact]
    public void Write_ReadAgain_SameCurvesAndSameBytesWithAnyNumberOfThreads()
    {
        var fixture = SurvivalFixture.Read();
        byte[] Bytes(int threads)
        {
            using var stream = new MemoryStream();
            DiscreteHazard
                .Fit(fixture.Table(), fixture.Days, fixture.Ends(), fixture.Options() with { MaxThreads = threads })
                .Write(stream);
            return stream.ToArray();
        }

        var bytes = Bytes(1);
        Assert.Equal(bytes, Bytes(4));
        var read = DiscreteHazardModel.Read(new MemoryStream(bytes));
        var fitted = DiscreteHazard.Fit(fixture.Table(), fixture.Days, fixture.Ends(), fixture.Options());
        Assert.Equal(fitted.WonWithin(fixture.Table(), 45), read.WonWithin(fixture.Table(), 45, maxThreads: 2));

        bytes[8] = 9;
        Assert.Contains(
            "format version 9; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => DiscreteHazardModel.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        Assert.Throws<InvalidDataException>(() =>
            DiscreteHazardModel.Read(new MemoryStream(bytes, 0, bytes.Length / 2))
        );
        Assert.Throws<InvalidDataException>(() => DiscreteHazardModel.Read(new MemoryStream("id;name"u8.ToArray())));
    }

    [Fact]
    public void Fit_AllCensored_SaysALowChanceThatFallsWithMoreEvidence()
    {
        double Chance(int leads) =>
            DiscreteHazard
                .Fit(
                    new FeatureTable([
                        FeatureColumn.Number("x", [.. Enumerable.Range(0, leads).Select(i => (float)i)]),
                    ]),
                    [.. Enumerable.Repeat(400f, leads)],
                    new LeadEnd[leads],
                    DiscreteHazardOptions.Default
                )
                .Predict(new FeatureTable([FeatureColumn.Number("x", [1f])]), 0)
                .WonWithin(90);

        Assert.InRange(Chance(10), 0.001, 0.2);
        Assert.True(Chance(1000) < Chance(10) / 10);
    }

    [Theory]
    [InlineData(0f, LeadEnd.Won)]
    [InlineData(0f, LeadEnd.Open)]
    [InlineData(12f, LeadEnd.Lost)]
    [InlineData(9999f, LeadEnd.Won)]
    public void Fit_OneRow_GivesAFiniteCurve(float day, LeadEnd end)
    {
        var table = new FeatureTable([FeatureColumn.Number("x", [float.NaN])]);

        var curve = DiscreteHazard.Fit(table, [day], [end], DiscreteHazardOptions.Default).Predict(table, 0);

        Assert.All(curve.WonBy, chance => Assert.InRange(chance, 0, 1));
        Assert.True(double.IsFinite(curve.WonWithin(1000)));
    }

    [Fact]
    public void Fit_AllWonAtOnceWithConstantColumn_StaysFinite()
    {
        var table = new FeatureTable([
            FeatureColumn.Number("c", [1, 1, 1]),
            FeatureColumn.Category("g", [-1, -1, -1], []),
        ]);

        var curve = DiscreteHazard
            .Fit(table, [1, 1, 1], [LeadEnd.Won, LeadEnd.Won, LeadEnd.Won], DiscreteHazardOptions.Default)
            .Predict(table, 0);

        Assert.InRange(curve.WonWithin(3), 0.8, 1);
    }

    [Fact]
    public void Fit_MoreRowsThanAllowed_IsThinnedEvenly()
    {
        var (table, days, ends, _) = Simulated(4_000, seed: 9);
        int[] half = [.. Enumerable.Range(0, 2_000).Select(i => 2 * i)];

        var thinned = DiscreteHazard.Fit(table, days, ends, DiscreteHazardOptions.Default with { MaxRows = 2_000 });
        var chosen = DiscreteHazard.Fit(
            table.SelectRows(half),
            [.. half.Select(row => days[row])],
            [.. half.Select(row => ends[row])],
            DiscreteHazardOptions.Default
        );

        Assert.Equal(chosen.WonWithin(table, 60), thinned.WonWithin(table, 60));
    }

    [Fact]
    public void Fit_WrongInput_SaysWhereAndWhat()
    {
        var table = new FeatureTable([FeatureColumn.Number("x", [1, 2])]);
        string Message(float[] days, DiscreteHazardOptions? options = null, FeatureTable? other = null) =>
            Assert
                .Throws<ArgumentException>(() =>
                    DiscreteHazard.Fit(
                        other ?? table,
                        days,
                        new LeadEnd[days.Length],
                        options ?? DiscreteHazardOptions.Default
                    )
                )
                .Message;

        Assert.Contains("1 ages and 1 ends for 2 rows", Message([1]), StringComparison.Ordinal);
        Assert.Contains("Row 1 has an age of NaN", Message([1, float.NaN]), StringComparison.Ordinal);
        Assert.Contains("Row 0 has an age of -2", Message([-2, 1]), StringComparison.Ordinal);
        Assert.Contains(
            "Interval end 1",
            Message([1, 1], DiscreteHazardOptions.Default with { IntervalEnds = [5, 5] }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "'x' is infinite in row 0",
            Message([1], null, new FeatureTable([FeatureColumn.Number("x", [float.PositiveInfinity])])),
            StringComparison.Ordinal
        );
        Assert.Contains("0 rows", Message([], null, new FeatureTable([], 0)), StringComparison.Ordinal);
    }

    /// <summary>
    /// Winners' share p(x) = 0.2, 0.5, 0.8 at x = -1, 0, 1 of a race with mean 40 days; watched for 10 to 500 days.
    /// </summary>
    private static (FeatureTable Table, float[] Days, LeadEnd[] Ends, double[] TrueWon90) Simulated(int count, int seed)
    {
        var random = new Random(seed);
        var x = new float[count];
        var days = new float[count];
        var ends = new LeadEnd[count];
        for (var i = 0; i < count; i++)
        {
            x[i] = (float)(random.NextDouble() * 3 - 1.5);
            var ends40 = -40 * Math.Log(1 - random.NextDouble());
            var watched = 10 + random.NextDouble() * 490;
            var isWon = random.NextDouble() < Share(x[i]);
            days[i] = (float)Math.Min(ends40, watched);
            ends[i] =
                ends40 > watched ? LeadEnd.Open
                : isWon ? LeadEnd.Won
                : LeadEnd.Lost;
        }

        return (
            new FeatureTable([FeatureColumn.Number("x", x)]),
            days,
            ends,
            [.. x.Select(value => TrueWonWithin(value, 90))]
        );
    }

    private static double Share(double x) => LogOdds.ToProbability(x * Math.Log(4));

    private static double TrueWonWithin(double x, double days) => Share(x) * (1 - Math.Exp(-days / 40));
}
