using System.Text.Json;
using LeadDashboard.Learning.Forecasting;

namespace LeadDashboard.Learning.Tests.Forecasting;

/// <summary>Reference values of scipy's optimiser on the same recursions; made by make_forecast_fixture.py.</summary>
internal sealed record ForecastFixture(
    double[] Values,
    int Trend,
    int Season,
    double SquaredErrors,
    double[] Forecast,
    double[] Weights
)
{
    public SmoothingShape Shape => new((TrendKind)Trend, (SeasonKind)Season);

    public static IReadOnlyDictionary<string, ForecastFixture> Read() =>
        JsonSerializer.Deserialize<Dictionary<string, ForecastFixture>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "forecast.json")),
            JsonSerializerOptions.Web
        )!;
}
