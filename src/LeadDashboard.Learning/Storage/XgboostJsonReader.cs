using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Storage;

/// <summary>Reads <see cref="XgboostJson"/>.</summary>
internal static class XgboostJsonReader
{
    /// <summary>From 3.0 on a base score nearer to 0 or 1 is taken as this near.</summary>
    private const float Nearest = 1e-6f;

    public static BoostedTreesModel Read(
        JsonElement root,
        IReadOnlyList<FeatureColumn> columns,
        float? missing
    )
    {
        var learner = Part(root, "learner");
        var parameters = Part(learner, "learner_model_param");
        CheckColumns(learner, parameters, columns);
        CheckOneAnswer(parameters);
        var model = Model(learner);
        var loss = XgboostJson.LossOf(Part(Part(learner, "objective"), "name").GetString() ?? "");
        var trees = Part(model, "trees").EnumerateArray().ToArray();
        CheckTrees(model, trees.Length);
        var count = BestTreeCount(learner, model, trees.Length);
        var weights = Weights(learner, trees.Length);
        var known = XgboostCategories.Read(model);
        return new BoostedTreesModel(
            new TreeEnsemble(
                BaseMargin(root, learner, loss),
                [.. trees.Take(count).Select((tree, t) => XgboostTreeReader.Read(tree, t, weights[t], columns, known))],
                [.. columns.Select(column => column.Name)],
                [.. columns.Select(column => column.Kind)],
                missing ?? MissingNumber(learner)
            ),
            loss
        );
    }

    /// <summary>
    /// Names, kinds and categories of the features, as columns without rows. Where the file has no list of categories
    /// they are the codes that its trees ask for, and one for all other codes: these go left there, where a missing
    /// value goes its own way.
    /// </summary>
    public static IReadOnlyList<FeatureColumn> Columns(JsonElement root)
    {
        var learner = Part(root, "learner");
        var model = Model(learner);
        if (!learner.TryGetProperty("feature_names", out var names) || names.GetArrayLength() == 0)
        {
            throw new InvalidDataException(
                "The XGBoost model does not name its features, so that no column can be found for them. Give "
                    + "DMatrix(feature_names=...), or train on a data frame, and save the model again."
            );
        }

        var kinds = learner.TryGetProperty("feature_types", out var types)
            ? types.EnumerateArray().Select(type => type.ValueEquals("c")).ToArray()
            : [];
        var known = XgboostCategories.Read(model);
        return
        [
            .. names
                .EnumerateArray()
                .Select(
                    (name, c) =>
                        c < kinds.Length && kinds[c]
                            ? FeatureColumn.Category(
                                name.GetString()!,
                                [],
                                known is not null && c < known.Length && known[c].Length > 0
                                    ? known[c]
                                    : [.. XgboostCategories.CodesAsked(model, c), CategoryEncoder.Other]
                            )
                            : FeatureColumn.Number(name.GetString()!, [])
                ),
        ];
    }

    /// <summary>A part of the file by its name.</summary>
    internal static JsonElement Part(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var part)
            ? part
            : throw new InvalidDataException(
                $"This is not an XGBoost model in JSON: the part '{name}' is missing. Save the model with "
                    + $"booster.save_model('model.json')."
            );

    /// <summary>The trees and what belongs to them; dart wraps them once more up to version 3.2.</summary>
    internal static JsonElement Model(JsonElement learner)
    {
        var booster = Part(learner, "gradient_booster");
        var name = Part(booster, "name").GetString();
        return name is "gbtree" or "dart"
            ? Part(booster.TryGetProperty("gbtree", out var inner) ? inner : booster, "model")
            : throw new InvalidDataException(
                $"The XGBoost model has the booster '{name}'; expected gbtree or dart. Train it with booster=gbtree."
            );
    }

    private static void CheckColumns(JsonElement learner, JsonElement parameters, IReadOnlyList<FeatureColumn> columns)
    {
        if (Number(parameters, "num_feature") != columns.Count)
        {
            throw new InvalidDataException(
                $"The XGBoost model asks {Number(parameters, "num_feature")} features where {columns.Count} columns "
                    + $"are expected. Train it on the table exported from here."
            );
        }

        if (!learner.TryGetProperty("feature_names", out var names))
        {
            return;
        }

        var position = 0;
        foreach (var name in names.EnumerateArray().Select(element => element.GetString()))
        {
            var expected = columns[position++].Name;
            if (
                !string.Equals(name, expected, StringComparison.Ordinal)
                && !string.Equals(name, XgboostJsonWriter.SafeName(expected), StringComparison.Ordinal)
            )
            {
                throw new InvalidDataException(
                    $"Feature {position} of the XGBoost model is '{name}' where '{expected}' is expected. Train it "
                        + $"on the table exported from here."
                );
            }
        }
    }

    private static void CheckOneAnswer(JsonElement parameters)
    {
        if (Number(parameters, "num_class") > 1)
        {
            throw new InvalidDataException(
                $"The XGBoost model tells {Number(parameters, "num_class")} classes apart; expected two, won and "
                    + $"lost. Train it with binary:logistic."
            );
        }

        if (parameters.TryGetProperty("num_target", out _) && Number(parameters, "num_target") > 1)
        {
            throw new InvalidDataException(
                $"The XGBoost model predicts {Number(parameters, "num_target")} targets; expected one. Train one "
                    + $"model for each target."
            );
        }
    }

    private static void CheckTrees(JsonElement model, int count)
    {
        var said = Number(Part(model, "gbtree_model_param"), "num_trees");
        if (said != count)
        {
            throw new InvalidDataException(
                $"The XGBoost model says that it has {said} trees, and {count} are in the file. The file is damaged; "
                    + $"save the model again."
            );
        }

        if (Part(model, "tree_info").EnumerateArray().FirstOrDefault(group => group.GetInt32() != 0) is
            { ValueKind: JsonValueKind.Number } other)
        {
            throw new InvalidDataException(
                $"The XGBoost model has trees for answer {other.GetInt32()} beside those for answer 0; expected one "
                    + $"answer. Train one model for each target."
            );
        }
    }

    /// <summary>
    /// Early stopping keeps the rounds after the best one in the file and says in an attribute which was the best.
    /// A slice of a model keeps the attribute too: then all its trees count.
    /// </summary>
    private static int BestTreeCount(JsonElement learner, JsonElement model, int count)
    {
        if (
            !learner.TryGetProperty("attributes", out var attributes)
            || !attributes.TryGetProperty("best_iteration", out var best)
        )
        {
            return count;
        }

        var rounds = int.Parse(best.GetString()!, NumberStyles.Integer, CultureInfo.InvariantCulture) + 1L;
        if (model.TryGetProperty("iteration_indptr", out var ends))
        {
            return rounds > 0 && rounds < ends.GetArrayLength() ? Math.Min(count, ends[(int)rounds].GetInt32()) : count;
        }

        var perRound = Math.Max(1, Number(Part(model, "gbtree_model_param"), "num_parallel_tree"));
        return rounds > 0 ? (int)Math.Min(count, rounds * perRound) : count;
    }

    /// <summary>
    /// float[count]: what dart multiplies each tree by. The list stands beside the trees from 3.3 on, above them
    /// before; trees after its end count once.
    /// </summary>
    private static float[] Weights(JsonElement learner, int count)
    {
        var weights = new float[count];
        Array.Fill(weights, 1);
        var booster = Part(learner, "gradient_booster");
        if (
            booster.TryGetProperty("weight_drop", out var list)
            || Model(learner).TryGetProperty("weight_drop", out list)
        )
        {
            if (list.GetArrayLength() > count)
            {
                throw new InvalidDataException(
                    $"The XGBoost model has {list.GetArrayLength()} weights in 'weight_drop' for {count} trees. The "
                        + $"file is damaged; save the model again."
                );
            }

            var t = 0;
            foreach (var weight in list.EnumerateArray())
            {
                weights[t++] = weight.GetSingle();
            }
        }

        return weights;
    }

    /// <summary>
    /// On the raw scale. The file has a number, or from 3.1 on a list of one; with binary:logitraw it is a margin
    /// already. From 3.0 on 0 and 1 stand for what is nearest to them.
    /// </summary>
    private static double BaseMargin(JsonElement root, JsonElement learner, LossKind loss)
    {
        var text = Part(Part(learner, "learner_model_param"), "base_score").GetString() ?? "";
        var parts = text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > 1)
        {
            throw new InvalidDataException(
                $"The XGBoost model has {parts.Length} base scores ('{text}'); expected one. Train one model for each "
                    + $"target."
            );
        }

        if (
            !float.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
            || !float.IsFinite(score)
        )
        {
            throw new InvalidDataException(
                $"The XGBoost model has the base score '{text}'; expected a number. Save the model again."
            );
        }

        if (Part(Part(learner, "objective"), "name").ValueEquals("binary:logitraw"))
        {
            return score;
        }

        var isBounded =
            loss == LossKind.Log
            && root.TryGetProperty("version", out var version)
            && version.GetArrayLength() > 0
            && version[0].GetInt32() >= 3;
        return XgboostJson.MarginOf(loss, isBounded ? Math.Clamp(score, Nearest, 1 - Nearest) : score);
    }

    /// <summary>
    /// NaN where the file tells of none. The Python classifier tells of it among its own settings, this program in an
    /// attribute.
    /// </summary>
    private static float MissingNumber(JsonElement learner)
    {
        if (!learner.TryGetProperty("attributes", out var attributes))
        {
            return float.NaN;
        }

        if (attributes.TryGetProperty(XgboostJson.MissingAttribute, out var own))
        {
            return float.Parse(own.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
        }

        if (!attributes.TryGetProperty("scikit_learn", out var settings))
        {
            return float.NaN;
        }

        using var read = JsonDocument.Parse(settings.GetString()!.Replace("NaN", "null", StringComparison.Ordinal));
        return
            read.RootElement.TryGetProperty("missing", out var missing) && missing.ValueKind == JsonValueKind.Number
            ? missing.GetSingle()
            : float.NaN;
    }

    private static int Number(JsonElement parameters, string name) =>
        int.Parse(Part(parameters, name).GetString()!, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
