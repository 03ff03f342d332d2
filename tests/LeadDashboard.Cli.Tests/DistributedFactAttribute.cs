using System.Diagnostics;

namespace LeadDashboard.Cli.Tests;

/// <summary>
/// Runs where Debian's Python has Dask and XGBoost, else is skipped with the reason. In continuous integration it is
/// never skipped.
/// </summary>
public sealed class DistributedFactAttribute : FactAttribute
{
    /// <summary>Debian's own: another one that comes first in the path does not know Debian's packages.</summary>
    public const string Python = "/usr/bin/python3";

    public DistributedFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) && !HasPackages())
        {
            Skip = "No Dask and XGBoost on this machine: install the packages python3-distributed and python3-xgboost.";
        }
    }

    private static bool HasPackages()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        var start = new ProcessStartInfo(Python) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])["-c", "import distributed, xgboost"])
        {
            start.ArgumentList.Add(word);
        }

        using var python = Process.Start(start)!;
        python.WaitForExit();
        return python.ExitCode == 0;
    }
}
