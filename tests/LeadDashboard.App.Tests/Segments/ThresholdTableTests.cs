using LeadDashboard.App.Segments;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Segments;

/// <summary>What the database counts against a count of the same leads one by one, on both providers.</summary>
public sealed class ThresholdTableTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private TestApp? _app;

    public void Dispose() => _app?.Dispose();

    [Fact]
    public async Task Counts_AnyLimits_AreThoseOfTheRule()
    {
        _app = new TestApp();
        await CompareAsync(_app);
    }

    [PostgresFact]
    public async Task Counts_AnyLimitsOnPostgres_AreThoseOfTheRule()
    {
        _app = new TestApp { Postgres = server.ConnectionString + "_" + Guid.NewGuid().ToString("N") };
        await CompareAsync(_app);
    }

    [Fact]
    public async Task Table_NoLeads_IsZeroEverywhere()
    {
        _app = new TestApp();
        var queries = _app.Get<SegmentQueries>();
        var table = await queries.TableAsync(Actor.System);

        Assert.Equal(0, table.Count);
        Assert.All(
            table.At(SegmentLimits.Default)!.Segments,
            row => Assert.Equal((0, 0.0), (row.LeadCount, row.ExpectedWins))
        );
        Assert.Equal(0, (await queries.CountsAsync(Actor.System, SegmentLimits.Default)).Total);
        Assert.Equal(1, await queries.LimitOfAsync(Actor.System, 3));
    }

    [Fact]
    public void At_LimitBetweenTwoSteps_IsLeftToTheDatabase()
    {
        var table = ThresholdTable.From([(500, 3, 1.5)]);

        Assert.Null(table.At(new SegmentLimits(0.50001, 0.2)));
        Assert.Null(table.At(new SegmentLimits(0.5, 0.1234)));
        Assert.Null(table.At(new SegmentLimits(double.NaN, 0.1)));
        Assert.Equal(3, table.At(new SegmentLimits(0.5, 0.2))!.Segments[0].LeadCount);
        Assert.Equal(0, table.At(new SegmentLimits(0.501, 0.2))!.Segments[0].LeadCount);
    }

    /// <summary>What a slider says in points is a step of the table, however the division is rounded.</summary>
    [Fact]
    public void Snap_EveryTenthOfAPoint_IsAStep()
    {
        var table = ThresholdTable.From([]);
        for (var tenth = 0; tenth <= 1000; tenth++)
        {
            var limit = ThresholdTable.Snap(tenth / 10.0 / 100);
            Assert.NotNull(table.At(new SegmentLimits(limit, limit)));
        }

        Assert.Equal(0.12345, ThresholdTable.Snap(0.12345));
    }

    private static async Task CompareAsync(TestApp app)
    {
        var probabilities = await FillAsync(app);
        var queries = app.Get<SegmentQueries>();
        var table = await queries.TableAsync(Actor.System);
        double[] limits =
        [
            0,
            0.001,
            0.2,
            0.357,
            0.3570000000000001,
            0.5,
            Math.BitDecrement(0.5),
            0.7,
            0.999,
            1,
            1.0 / 3,
            0.29,
        ];

        Assert.Equal(probabilities.Count, table.Count);
        foreach (var hot in limits)
        {
            foreach (var warm in limits.Where(warm => warm <= hot))
            {
                var pair = new SegmentLimits(hot, warm);
                AssertCounts(probabilities, pair, await queries.CountsAsync(Actor.System, pair));
                if (table.At(pair) is { } found)
                {
                    AssertCounts(probabilities, pair, found);
                }
            }
        }

        for (var step = 0; step <= ThresholdTable.StepCount; step++)
        {
            var limit = step / 1000.0;
            AssertCounts(probabilities, new SegmentLimits(limit, 0), table.At(new SegmentLimits(limit, 0))!);
        }

        var descending = probabilities.OrderDescending().ToList();
        Assert.Equal(1, await queries.LimitOfAsync(Actor.System, 0));
        Assert.Equal(descending[0], await queries.LimitOfAsync(Actor.System, 1));
        Assert.Equal(descending[99], await queries.LimitOfAsync(Actor.System, 100));
        Assert.Equal(descending[^1], await queries.LimitOfAsync(Actor.System, 100_000));
    }

    private static void AssertCounts(List<double> probabilities, SegmentLimits limits, SegmentCounts found)
    {
        Assert.Equal([Segment.Hot, Segment.Warm, Segment.Cold], found.Segments.Select(row => row.Segment));
        foreach (var row in found.Segments)
        {
            var expected = probabilities
                .Where(probability => SegmentRules.Assign(probability, limits) == row.Segment)
                .ToList();
            Assert.Equal(expected.Count, row.LeadCount);
            Assert.Equal(expected.Sum(), row.ExpectedWins, 9);
        }
    }

    /// <summary>Many on a limit exactly and one bit beside it; closed and unscored leads count nowhere.</summary>
    private static async Task<List<double>> FillAsync(TestApp app)
    {
        var random = new Random(11);
        var probabilities = new List<double> { 0, 1, 0.2, 0.5, 1.0 / 3, 0.357, 0.29, 0.58 };
        for (var i = 0; i < 400; i++)
        {
            var step = random.Next(1001) / 1000.0;
            probabilities.Add(
                (i % 4) switch
                {
                    0 => step,
                    1 => Math.Min(1, Math.BitIncrement(step)),
                    2 => Math.Max(0, Math.BitDecrement(step)),
                    _ => random.NextDouble(),
                }
            );
        }

        await using var context = await app.Contexts.CreateDbContextAsync();
        var number = 0;
        foreach (var probability in probabilities)
        {
            context.Add(Lead(LeadStatus.Open, probability));
        }

        context.AddRange(Lead(LeadStatus.Open, null), Lead(LeadStatus.Won, 0.9), Lead(LeadStatus.Lost, 0.5));
        await context.SaveChangesAsync();
        return probabilities;

        Lead Lead(LeadStatus status, double? probability) =>
            new()
            {
                LeadKey = "id:" + number++,
                Name = "Lead",
                Status = status,
                Probability = probability,
                CreatedUtc = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            };
    }
}
