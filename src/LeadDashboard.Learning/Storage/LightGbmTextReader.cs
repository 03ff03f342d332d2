using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Reads <see cref="LightGbmText"/>.</summary>
internal static class LightGbmTextReader
{
    public static BoostedTreesModel Read(LightGbmFile file, IReadOnlyList<FeatureColumn> columns)
    {
        CheckColumns(file, columns);
        CheckOneAnswer(file);
        var (loss, sigmoid) = ObjectiveOf(file);
        var scale = file.Head.ContainsKey("average_output") ? sigmoid / Math.Max(1, file.Trees.Count) : sigmoid;
        var known = Categories(file);
        var trees = file
            .Trees.Select((tree, number) => LightGbmTree.Read(tree, number, scale, columns, known))
            .ToArray();
        return new BoostedTreesModel(
            new TreeEnsemble(
                0,
                [.. trees.Select(tree => tree.Tree)],
                [.. columns.Select(column => column.Name)],
                [.. columns.Select(column => column.Kind)],
                MissingNumber(trees)
            ),
            loss
        );
    }

    /// <summary>Names, kinds and categories of the features, as columns without rows.</summary>
    public static IReadOnlyList<FeatureColumn> Columns(LightGbmFile file)
    {
        var names = LightGbmFile.Words(file.Head, "feature_names");
        var known = Categories(file);
        var largest = LargestCodes(file, names.Length);
        return
        [
            .. names.Select(
                (name, c) =>
                    largest[c] is not { } code ? FeatureColumn.Number(name, [])
                    : FeatureColumn.Category(
                        name,
                        [],
                        known[c].Length > 0
                            ? known[c]
                            : [.. Enumerable.Range(0, code + 1).Select(k => k.ToString(CultureInfo.InvariantCulture))]
                    )
            ),
        ];
    }

    private static void CheckColumns(LightGbmFile file, IReadOnlyList<FeatureColumn> columns)
    {
        var names = LightGbmFile.Words(file.Head, "feature_names");
        if (names.Length != columns.Count)
        {
            throw new InvalidDataException(
                $"The LightGBM model asks {names.Length} features where {columns.Count} columns are expected. Train "
                    + $"it on the table exported from here."
            );
        }

        // A model trained without names has Column_0, Column_1 and so on.
        for (var c = 0; c < names.Length; c++)
        {
            if (
                names[c] != columns[c].Name
                && names[c] != LightGbmTextWriter.SafeName(columns[c].Name)
                && names[c] != string.Create(CultureInfo.InvariantCulture, $"Column_{c}")
            )
            {
                throw new InvalidDataException(
                    $"Feature {c + 1} of the LightGBM model is '{names[c]}' where '{columns[c].Name}' is expected. "
                        + $"Train it on the table exported from here."
                );
            }
        }
    }

    private static void CheckOneAnswer(LightGbmFile file)
    {
        var classes = LightGbmFile.Int(file.Head, "num_class");
        var perRound = LightGbmFile.Int(file.Head, "num_tree_per_iteration");
        if (classes > 1 || perRound > 1)
        {
            throw new InvalidDataException(
                $"The LightGBM model tells {Math.Max(classes, perRound)} classes apart; expected two, won and lost. "
                    + $"Train it with objective=binary."
            );
        }
    }

    /// <summary>Log-odds are LightGBM's raw score times its sigmoid.</summary>
    private static (LossKind Loss, double Sigmoid) ObjectiveOf(LightGbmFile file)
    {
        var words = file.Head.GetValueOrDefault("objective", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sigmoid =
            words.FirstOrDefault(word => word.StartsWith("sigmoid:", StringComparison.Ordinal)) is { } text
                ? double.Parse(text["sigmoid:".Length..], NumberStyles.Float, CultureInfo.InvariantCulture)
                : 1;
        return words switch
        {
            ["binary", ..] => (LossKind.Log, sigmoid),
            ["cross_entropy"] => (LossKind.Log, 1),
            ["regression"] => (LossKind.Squared, 1),
            ["gamma"] => (LossKind.Gamma, 1),
            _ => throw new InvalidDataException(
                $"The LightGBM model has the objective '{string.Join(' ', words)}'; expected binary, cross_entropy, "
                    + $"regression or gamma. Train it with one of these."
            ),
        };
    }

    /// <summary>
    /// 0 where the model was trained with zero_as_missing. A column without a missing value in training takes NaN for
    /// 0, so that it may stand beside such columns; one that tells NaN from 0 may not.
    /// </summary>
    private static float MissingNumber(LightGbmTree[] trees)
    {
        var (asksZero, asksNaN) = (trees.Any(tree => tree.ZeroIsMissing), trees.Any(tree => tree.NaNIsMissing));
        return
            !asksZero ? float.NaN
            : !asksNaN ? 0
            : throw new InvalidDataException(
                "The LightGBM model takes 0 for missing in some columns and not in others; expected one of the two. "
                    + "Train it with or without zero_as_missing."
            );
    }

    /// <summary>
    /// string[][featureCount], empty where nothing is known. Python's data frames leave the categories of their
    /// categorical columns in order, and not which columns these were: those with a list of codes for their range.
    /// </summary>
    private static string[][] Categories(LightGbmFile file)
    {
        var names = LightGbmFile.Words(file.Head, "feature_names");
        var known = new string[names.Length][];
        Array.Fill(known, []);
        if (file.PandasCategories.Trim() is "" or "null" or "[]")
        {
            return known;
        }

        using var json = JsonDocument.Parse(file.PandasCategories);
        var lists = json.RootElement.EnumerateArray().ToArray();
        var infos = LightGbmFile.Words(file.Head, "feature_infos");
        var places = Enumerable
            .Range(0, Math.Min(names.Length, infos.Length))
            .Where(c => infos[c] is not ['[', ..] and not "none")
            .ToArray();
        if (places.Length != lists.Length)
        {
            throw new InvalidDataException(
                $"The LightGBM model has categories for {lists.Length} columns, and {places.Length} of its features "
                    + $"are categories: which belong to which is not in the file. Leave columns of one category out, "
                    + $"and train it again."
            );
        }

        for (var k = 0; k < places.Length; k++)
        {
            known[places[k]] =
            [
                .. lists[k]
                    .EnumerateArray()
                    .Select(name => name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText()),
            ];
        }

        return known;
    }

    /// <summary>int?[featureCount]: largest code in the range of a category, null for a number.</summary>
    private static int?[] LargestCodes(LightGbmFile file, int count)
    {
        var largest = new int?[count];
        var infos = LightGbmFile.Words(file.Head, "feature_infos");
        for (var c = 0; c < Math.Min(count, infos.Length); c++)
        {
            if (infos[c] is not ['[', ..] and not "none")
            {
                largest[c] = infos[c]
                    .Split(':')
                    .Max(code => int.Parse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
            }
        }

        return largest;
    }
}
