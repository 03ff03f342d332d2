using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Linear;

public sealed class LogisticSolverTests
{
    /// <summary>A table of so many columns is met in practice; the two ways must find the one optimum.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_ManyOrFewCoefficients_SameOptimum(bool hasLasso)
    {
        var random = new Random(11);
        var numbers = Enumerable
            .Range(0, 6)
            .Select(_ =>
                Enumerable
                    .Range(0, 1500)
                    .Select(_ => random.Next(20) == 0 ? float.NaN : (float)random.NextDouble())
                    .ToArray()
            )
            .ToArray();
        var codes = Enumerable.Range(0, 1500).Select(_ => random.Next(-1, 12)).ToArray();
        var labels = Enumerable
            .Range(0, 1500)
            .Select(row =>
                random.NextDouble()
                < LogOdds.ToProbability(3 * (float.IsNaN(numbers[0][row]) ? 0 : numbers[0][row]) - 2 + codes[row] / 6.0)
                    ? 1f
                    : 0f
            )
            .ToArray();
        var table = new FeatureTable([
            .. numbers.Select((column, c) => FeatureColumn.Number($"x{c}", column)),
            FeatureColumn.Category("source", codes, [.. Enumerable.Range(0, 12).Select(code => $"level {code}")]),
        ]);
        var options = LogisticOptions.Default with { Tolerance = 1e-10, MaxIterations = 100 };
        var design = LogisticDesign.Build(table, null, options);
        var penalty = new BandPenalty(design.CoefficientCount);
        LogisticRegression.AddPenalty(penalty, design, options);
        var lasso = hasLasso
            ? Enumerable.Range(0, design.CoefficientCount).Select(i => i == 0 ? 0.0 : 2.0).ToArray()
            : null;

        var newton = new LogisticSolver(design, labels, null, null, penalty, options, lasso).Solve(default);
        var quasi = new LogisticSolver(
            design,
            labels,
            null,
            null,
            penalty,
            options,
            lasso,
            maxNewtonCoefficients: 10
        ).Solve(default);

        Assert.True(design.CoefficientCount > 60);
        for (var i = 0; i < newton.Length; i++)
        {
            Assert.Equal(newton[i], quasi[i], 0.005);
        }
    }
}
