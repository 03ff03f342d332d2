using LeadDashboard.Learning.Forecasting;

namespace LeadDashboard.Learning.Tests.Forecasting;

public sealed class OpenLeadsForecastTests
{
    [Fact]
    public void Forecast_ExactChances_LimitsHoldTheStatedShareOfSimulatedPeriods()
    {
        var random = new Random(2);
        var chances = Enumerable.Range(0, 400).Select(_ => 0.3 * random.NextDouble()).ToArray();
        var values = chances.Select(_ => 100 + 900 * random.NextDouble()).ToArray();

        var point = Assert.Single(OpenLeadsForecast.Forecast([chances], values, commonSpread: 0));

        int wins = 0,
            money = 0;
        for (var round = 0; round < 2000; round++)
        {
            double won = 0,
                sum = 0;
            for (var i = 0; i < chances.Length; i++)
            {
                if (random.NextDouble() < chances[i])
                {
                    won++;
                    sum += values[i];
                }
            }

            wins += point.Wins.Low <= won && won <= point.Wins.High ? 1 : 0;
            money += point.Value.Low <= sum && sum <= point.Value.High ? 1 : 0;
        }

        Assert.InRange(wins / 2000.0, 0.85, 0.94);
        Assert.InRange(money / 2000.0, 0.87, 0.93);
        Assert.Equal(chances.Sum(), point.Wins.Value, 1e-9);
        Assert.Equal(chances.Zip(values, (p, v) => p * v).Sum(), point.Value.Value, 1e-6);
    }

    [Fact]
    public void Forecast_CommonError_DoesNotAverageOut()
    {
        double Width(int leads, double spread)
        {
            var wins = OpenLeadsForecast
                .Forecast(
                    [
                        [.. Enumerable.Repeat(0.2, leads)],
                    ],
                    new double[leads],
                    spread
                )[0]
                .Wins;
            return (wins.High - wins.Low) / wins.Value;
        }

        Assert.Equal(10, Width(100, 0) / Width(10_000, 0), 0.5);
        Assert.InRange(Width(100_000, 0.15), 0.3, 0.5);
    }

    [Fact]
    public void Forecast_SureImpossibleOrNoLeads_HasNoWidth()
    {
        var sure = OpenLeadsForecast.Forecast(
            [
                [1, 0],
            ],
            [50, 70]
        )[0];
        Assert.Equal((1.0, 1.0, 1.0), (sure.Wins.Value, sure.Wins.Low, sure.Wins.High));
        Assert.Equal((50.0, 50.0), (sure.Value.Low, sure.Value.High));
        Assert.Equal(
            0,
            OpenLeadsForecast
                .Forecast(
                    [
                        [],
                    ],
                    []
                )[0]
                .Wins.High
        );
        Assert.Empty(OpenLeadsForecast.Forecast([], []));
        Assert.Contains(
            "lead 0",
            Assert
                .Throws<ArgumentException>(() =>
                    OpenLeadsForecast.Forecast(
                        [
                            [1.5],
                        ],
                        [1]
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() =>
            OpenLeadsForecast.Forecast(
                [
                    [0.5],
                ],
                [double.NaN]
            )
        );
    }
}
