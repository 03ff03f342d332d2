namespace LeadDashboard.Learning.Forecasting;

/// <summary>One future period.</summary>
/// <param name="Step">1 = the next period.</param>
/// <param name="Value">The expected value.</param>
/// <param name="Low">Lower limit of the stated coverage.</param>
/// <param name="High">Upper limit.</param>
public sealed record ForecastPoint(int Step, double Value, double Low, double High);
