namespace LeadDashboard.Learning.Storage;

/// <summary>What a file of XGBoost does not say, or leaves to whoever predicts with it.</summary>
public sealed record XgboostJsonOptions
{
    public static XgboostJsonOptions Default { get; } = new();

    /// <summary>
    /// The number that stood for "missing" in training, as DMatrix(missing=-999) has it: it then means missing in every
    /// number column here too. Null = what the file says (the Python classifier writes it), else NaN alone.
    /// </summary>
    public float? Missing { get; init; }

    /// <summary>
    /// False: after early stopping the trees up to the best round count, as XGBClassifier predicts. True: all of them,
    /// as Booster.predict does unless told otherwise.
    /// </summary>
    public bool KeepsAllTrees { get; init; }
}
