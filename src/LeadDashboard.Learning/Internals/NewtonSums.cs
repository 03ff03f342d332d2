namespace LeadDashboard.Learning.Internals;

/// <summary>
/// Gradient and hessian of the log-loss of slope * raw + intercept, row after row, and Newton's step from them.
/// </summary>
/// <param name="slopeGradient">Of a penalty, before the first row; so are the others.</param>
/// <param name="interceptGradient">See slopeGradient.</param>
/// <param name="slopeCurvature">See slopeGradient.</param>
/// <param name="interceptCurvature">See slopeGradient.</param>
internal struct NewtonSums(
    double slopeGradient,
    double interceptGradient,
    double slopeCurvature,
    double interceptCurvature
)
{
    private double _g0 = interceptGradient;
    private double _g1 = slopeGradient;
    private double _h00 = interceptCurvature;
    private double _h01;
    private double _h11 = slopeCurvature;

    private readonly double Determinant => (_h00 * _h11) - (_h01 * _h01);

    /// <summary>All scores are alike: slope and intercept cannot be told apart.</summary>
    public readonly bool IsFlat => Determinant <= 1e-14 * _h00 * _h11;

    /// <summary>To be subtracted from the slope.</summary>
    public readonly double SlopeStep => ((_h00 * _g1) - (_h01 * _g0)) / Determinant;

    /// <summary>To be subtracted from the intercept.</summary>
    public readonly double InterceptStep => ((_h11 * _g0) - (_h01 * _g1)) / Determinant;

    /// <param name="raw">Score of the row.</param>
    /// <param name="probability">By the line as it is.</param>
    /// <param name="target">0 lost .. 1 won.</param>
    public void Add(double raw, double probability, double target)
    {
        var residual = probability - target;
        var curvature = probability * (1 - probability);
        _g0 += residual;
        _g1 += residual * raw;
        _h00 += curvature;
        _h01 += curvature * raw;
        _h11 += curvature * raw * raw;
    }
}
