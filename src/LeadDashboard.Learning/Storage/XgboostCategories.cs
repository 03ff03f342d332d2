using System.Globalization;
using System.Text.Json;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Storage;

/// <summary>
/// The categories that XGBoost 3.1 and later keeps beside the trees (gradient_booster.model.cats): the codes of the
/// trees are places in these lists, whatever order the table of today has them in.
/// </summary>
internal static class XgboostCategories
{
    /// <summary>string[][featureCount], empty for a feature without a list; null where the file has no lists.</summary>
    public static string[][]? Read(JsonElement model)
    {
        if (!model.TryGetProperty("cats", out var cats) || !cats.TryGetProperty("enc", out var lists))
        {
            return null;
        }

        return [.. lists.EnumerateArray().Select(Names)];
    }

    /// <summary>int[categories of the column]: the file's code of each, -1 = it does not know the category.</summary>
    /// <exception cref="InvalidDataException">Not one category of the file is among those of the column.</exception>
    public static int[] CodesOf(FeatureColumn column, string[] known)
    {
        if (known.Length == 0)
        {
            return [.. Enumerable.Range(0, column.Categories.Length)];
        }

        var codes = column.Categories.Select(name => Array.IndexOf(known, name)).ToArray();
        if (codes.Any(code => code >= 0))
        {
            return codes;
        }

        // A table exported as codes has the codes themselves as its categories.
        return known.Select((name, code) => name == code.ToString(CultureInfo.InvariantCulture)).All(same => same)
            ? [.. Enumerable.Range(0, column.Categories.Length)]
            : throw new InvalidDataException(
                $"The model knows '{column.Name}' by '{known[0]}' and {known.Length - 1} other categories; the "
                    + $"column here has none of them. Give the column its categories as they were in training."
            );
    }

    /// <summary>"0", "1" .. up to the largest code that the trees ask for in a feature without a list.</summary>
    public static string[] CodesAsked(JsonElement model, int feature)
    {
        var largest = -1;
        foreach (var tree in model.GetProperty("trees").EnumerateArray())
        {
            if (!tree.TryGetProperty("categories_nodes", out var owners))
            {
                continue;
            }

            var (columns, codes) = (tree.GetProperty("split_indices"), tree.GetProperty("categories"));
            var (starts, sizes) = (tree.GetProperty("categories_segments"), tree.GetProperty("categories_sizes"));
            for (var k = 0; k < owners.GetArrayLength(); k++)
            {
                if (columns[owners[k].GetInt32()].GetInt32() != feature)
                {
                    continue;
                }

                var start = starts[k].GetInt32();
                for (var i = 0; i < sizes[k].GetInt32(); i++)
                {
                    largest = Math.Max(largest, codes[start + i].GetInt32());
                }
            }
        }

        return [.. Enumerable.Range(0, largest + 1).Select(code => code.ToString(CultureInfo.InvariantCulture))];
    }

    private static string[] Names(JsonElement list)
    {
        var values = list.GetProperty("values").EnumerateArray();
        if (!list.TryGetProperty("offsets", out var offsets))
        {
            return [.. values.Select(value => value.GetInt64().ToString(CultureInfo.InvariantCulture))];
        }

        // One byte a number; some versions write bytes above 127 as negative numbers.
        var bytes = values.Select(value => unchecked((byte)value.GetInt32())).ToArray();
        var places = offsets.EnumerateArray().Select(place => place.GetInt32()).ToArray();
        return
        [
            .. places
                .Skip(1)
                .Select((end, k) => System.Text.Encoding.UTF8.GetString(bytes.AsSpan(places[k], end - places[k]))),
        ];
    }
}
