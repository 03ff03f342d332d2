using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Modeling;

/// <summary>
/// The learners of a training, and the blend of them. A stored model, a report and the command line know a kind by its
/// <see cref="ModelKinds.Name">name</see>, which never changes.
/// </summary>
public enum ModelKind
{
    /// <summary>Smoothed rates, made for the cold start.</summary>
    Rates = 0,
    Logistic = 1,

    /// <summary>Boosted trees that split categories by their outcome.</summary>
    Trees = 2,
    Forest = 3,

    /// <summary>A member of the blend that bends where the first logistic regression is straight.</summary>
    SecondLogistic = 4,

    /// <summary>Boosted trees on ordered encoding, a member of the blend.</summary>
    RankedTrees = 5,

    /// <summary>Several learners, weighted or averaged.</summary>
    Blend = 6,

    /// <summary>Boosted trees of Microsoft.ML.</summary>
    FastTree = 7,

    /// <summary>Random forest of Microsoft.ML.</summary>
    FastForest = 8,

    /// <summary>Boosted trees of LightGBM, where its native library loads.</summary>
    LightGbm = 9,

    /// <summary>Logistic regression of Microsoft.ML.</summary>
    Lbfgs = 10,

    /// <summary>
    /// Logistic regression with a coefficient for every level of a column of many, a member of the blend where there
    /// is such a column.
    /// </summary>
    LevelLogistic = 11,
}

/// <summary>The stored names of the kinds.</summary>
public static class ModelKinds
{
    private static readonly string[] Names =
    [
        "rates",
        "logistic",
        "trees",
        "forest",
        "second logistic",
        "ranked trees",
        "blend",
        "fasttree",
        "fastforest",
        "lightgbm",
        "lbfgs",
        "level logistic",
    ];

    public static string Name(this ModelKind kind) => Names[(int)kind];

    /// <summary>The kinds of these names; unknown names are passed over.</summary>
    /// <exception cref="ModelingException">None of the names is known.</exception>
    public static IReadOnlyList<ModelKind> FromNames(IReadOnlyList<string> names)
    {
        var kinds = names
            .Select(name => Array.IndexOf(Names, name))
            .Where(index => index >= 0)
            .Select(index => (ModelKind)index)
            .ToArray();
        return kinds.Length > 0
            ? kinds
            : throw new ModelingException(TrainingMessages.NoSuchKind, string.Join(", ", names));
    }
}
