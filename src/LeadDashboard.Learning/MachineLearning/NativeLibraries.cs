using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>
/// Whether the native parts of Microsoft.ML load here. They are needed for training alone: a model serves anywhere.
/// </summary>
public static class NativeLibraries
{
    private static readonly Lazy<bool> FastTreeLoads = new(() =>
        CanLoad("FastTreeNative", name => Load(name, typeof(FastTreeBinaryTrainer)))
    );

    private static readonly Lazy<bool> LightGbmLoads = new(() =>
        CanLoad("lib_lightgbm", name => Load(name, typeof(LightGbmBinaryTrainer)))
    );

    /// <summary>Of <see cref="FastTreeLearner"/> and <see cref="FastForestLearner"/>; there is one for x64
    /// alone.</summary>
    public static bool FastTree => FastTreeLoads.Value;

    /// <summary>Of <see cref="LightGbmLearner"/>; there is one for x64 alone, and on Linux it needs libgomp1.</summary>
    public static bool LightGbm => LightGbmLoads.Value;

    /// <param name="name">Of the library, without prefix and ending.</param>
    /// <param name="load">Tries to load it; false or a throw = it does not load.</param>
    internal static bool CanLoad(string name, Func<string, bool> load)
    {
        try
        {
            return load(name);
        }
        catch (DllNotFoundException)
        {
            return false;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static bool Load(string name, Type user) => NativeLibrary.TryLoad(name, user.Assembly, null, out _);
}
