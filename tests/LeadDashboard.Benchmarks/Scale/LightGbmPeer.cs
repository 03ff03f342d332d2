using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LeadDashboard.Learning.MachineLearning;

namespace LeadDashboard.Benchmarks.Scale;

/// <summary>
/// LightGBM itself, asked through its C interface: the wrapper of Microsoft.ML predicts and explains in its own code.
/// Source: lightgbm.readthedocs.io, C API of release 3.
/// </summary>
internal static partial class LightGbmPeer
{
    private const string Library = "lib_lightgbm";
    private const int Float32 = 0;
    private const int RowMajor = 1;
    private const int RawScore = 1;
    private const int Contributions = 3;
    private const int MaxExplained = 20_000;

    /// <summary>Why it cannot be asked; null when it can.</summary>
    public static string? Absence =>
        NativeLibraries.LightGbm ? null : "its native library does not load here (on Linux it needs libgomp1)";

    /// <summary>100 trees of 31 leaves as ours: learning rate 0.1, one row per leaf, start from raw 0.</summary>
    public static ScaleFigures Measure(ScaleData data, int threads)
    {
        var settings = string.Create(
            CultureInfo.InvariantCulture,
            $"objective=binary num_leaves=31 learning_rate=0.1 min_data_in_leaf=1 boost_from_average=false "
                + $"num_threads={threads} verbosity=-1"
        );
        var (train, test) = (Rows(data, 0, data.TrainCount), Rows(data, data.TrainCount, data.Labels.Length));
        var testCount = data.Labels.Length - data.TrainCount;

        var clock = Stopwatch.StartNew();
        Check(DatasetCreateFromMat(train, Float32, data.TrainCount, Width, RowMajor, settings, 0, out var rows));
        Check(DatasetSetField(rows, "label", data.Labels, data.TrainCount, Float32));
        Check(BoosterCreate(rows, settings, out var booster));
        for (var tree = 0; tree < 100; tree++)
        {
            Check(BoosterUpdateOneIter(booster, out _));
        }

        var fit = clock.Elapsed.TotalSeconds;
        var raw = new double[testCount];
        var predict = Timed(booster, test, testCount, RawScore, settings, raw) / testCount * 1e6;
        var few = Math.Min(MaxExplained, testCount);
        var reasons = Timed(booster, test, few, Contributions, settings, new double[few * (Width + 1)]) / few * 1e5;
        Check(BoosterFree(booster));
        Check(DatasetFree(rows));
        return new ScaleFigures(
            fit,
            predict,
            reasons,
            ScaleFigures.AucOf(raw, data.Labels[data.TrainCount..]),
            ScaleFigures.PeakOfThisProcess()
        );
    }

    private static int Width => ScaleData.ColumnCount;

    private static double Timed(nint booster, float[] rows, int count, int kind, string settings, double[] result)
    {
        var clock = Stopwatch.StartNew();
        Check(
            BoosterPredictForMat(
                booster,
                rows,
                Float32,
                count,
                Width,
                RowMajor,
                kind,
                0,
                -1,
                settings,
                out var length,
                result
            )
        );
        return length == result.Length
            ? clock.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"LightGBM wrote {length} numbers and not {result.Length}.");
    }

    private static float[] Rows(ScaleData data, int start, int end)
    {
        var rows = new float[(end - start) * Width];
        for (var c = 0; c < Width; c++)
        {
            for (var row = start; row < end; row++)
            {
                rows[(row - start) * Width + c] = data.Columns[c][row];
            }
        }

        return rows;
    }

    private static void Check(int code)
    {
        if (code != 0)
        {
            throw new InvalidOperationException(Marshal.PtrToStringUTF8(GetLastError()));
        }
    }

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(
        Library,
        EntryPoint = "LGBM_DatasetCreateFromMat",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int DatasetCreateFromMat(
        float[] data,
        int type,
        int rowCount,
        int columnCount,
        int isRowMajor,
        string settings,
        nint reference,
        out nint dataset
    );

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int DatasetSetField(nint dataset, string field, float[] data, int count, int type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    private static partial int DatasetFree(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int BoosterCreate(nint dataset, string settings, out nint booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    private static partial int BoosterUpdateOneIter(nint booster, out int isFinished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    private static partial int BoosterFree(nint booster);

    [LibraryImport(
        Library,
        EntryPoint = "LGBM_BoosterPredictForMat",
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int BoosterPredictForMat(
        nint booster,
        float[] data,
        int type,
        int rowCount,
        int columnCount,
        int isRowMajor,
        int kind,
        int firstTree,
        int treeCount,
        string settings,
        out long length,
        double[] result
    );
}
