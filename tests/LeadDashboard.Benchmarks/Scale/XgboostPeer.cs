using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace LeadDashboard.Benchmarks.Scale;

/// <summary>XGBoost measured by the peers' scale.py, when Python and the folder are there.</summary>
internal sealed class XgboostPeer(string folder)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>
    /// The lines of scale.py that make its data, then a dump that <see cref="ScaleData.Read"/> understands.
    /// </summary>
    private const string Dump = """
        import sys, numpy as np
        n = int(sys.argv[1]); source = open(sys.argv[2]).read().split("\n")
        first = next(i for i, line in enumerate(source) if line.startswith("r = np.random"))
        last = next(i for i, line in enumerate(source) if line.startswith("y = "))
        exec("\n".join(source[first:last + 1]))
        with open(sys.argv[3], "wb") as out:
            out.write(np.ascontiguousarray(X).tobytes()); out.write(y.astype(np.uint8).tobytes())
        """;

    private string Script => Path.Combine(folder, "scale.py");

    /// <summary>Why it cannot be asked; null when it can.</summary>
    public string? Absence =>
        !File.Exists(Python) ? $"{Python} is not there"
        : !File.Exists(Script) ? $"{Script} is not there"
        : null;

    public async Task<ScaleData> DataAsync(int rowCount)
    {
        var path = Path.GetTempFileName();
        try
        {
            await RunAsync("-c", Dump, rowCount.ToString(CultureInfo.InvariantCulture), Script, path);
            return ScaleData.Read(path, rowCount);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public async Task<ScaleFigures> MeasureAsync(int rowCount)
    {
        var answer = JsonDocument
            .Parse(await RunAsync(Script, rowCount.ToString(CultureInfo.InvariantCulture), "xgb"))
            .RootElement;
        return new ScaleFigures(
            answer.GetProperty("fit_s").GetDouble(),
            answer.GetProperty("predict_s_per_M").GetDouble(),
            answer.GetProperty("shap_s_per_100k").GetDouble(),
            answer.GetProperty("auc").GetDouble(),
            answer.GetProperty("peak_mib").GetDouble()
        );
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{Python} {string.Join(' ', arguments)} ended with code {process.ExitCode}."
            );
    }
}
