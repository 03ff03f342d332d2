namespace LeadDashboard.Learning.Calibration;

/// <summary>A rising function from a model's raw log-odds to calibrated log-odds. Immutable.</summary>
public interface ICalibrator
{
    /// <summary>"none", "platt" or "isotonic".</summary>
    string Kind { get; }

    /// <summary>Calibrated log-odds; always finite.</summary>
    double Calibrate(double raw);

    void Write(BinaryWriter writer);
}
