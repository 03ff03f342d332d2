using System.Globalization;

namespace LeadDashboard.Learning.Storage;

/// <summary>The text of a LightGBM model as lines of "key=value": its head, then one block for each tree.</summary>
/// <param name="Head">Of the model; a word without a value has "".</param>
/// <param name="Trees">One for each tree, in order.</param>
/// <param name="PandasCategories">JSON of the categories that Python's data frames had; "" = none said.</param>
internal sealed record LightGbmFile(
    IReadOnlyDictionary<string, string> Head,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Trees,
    string PandasCategories
)
{
    private const string End = "end of trees";
    private const string Pandas = "pandas_categorical:";

    /// <exception cref="InvalidDataException">Another file, or one that ends before the last tree does.</exception>
    public static LightGbmFile Parse(Stream stream)
    {
        using var reader = new StreamReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadLine()?.Trim() is not "tree")
        {
            throw new InvalidDataException(
                "This is not a LightGBM model: its first line is not 'tree'. Save the model with "
                    + "booster.save_model('model.txt')."
            );
        }

        var head = new Dictionary<string, string>(StringComparer.Ordinal);
        var trees = new List<IReadOnlyDictionary<string, string>>();
        var block = head;
        var isEnded = false;
        var pandas = "";
        while (reader.ReadLine() is { } line)
        {
            if (isEnded)
            {
                pandas = line.StartsWith(Pandas, StringComparison.Ordinal) ? line[Pandas.Length..] : pandas;
                continue;
            }

            if (line == End)
            {
                isEnded = true;
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (line, "") : (line[..equals], line[(equals + 1)..]);
            if (key == "Tree")
            {
                block = new Dictionary<string, string>(StringComparer.Ordinal);
                trees.Add(block);
            }
            else if (key.Length > 0)
            {
                block[key] = value;
            }
        }

        return isEnded
            ? new LightGbmFile(head, trees, pandas)
            : throw new InvalidDataException(
                $"The LightGBM model ends in the middle: '{End}' is missing after tree {trees.Count}. Copy the whole "
                    + $"file again, or save the model again."
            );
    }

    public static string Text(IReadOnlyDictionary<string, string> block, string key) =>
        block.TryGetValue(key, out var text)
            ? text
            : throw new InvalidDataException(
                $"The LightGBM model has no '{key}' where one is expected. The file is damaged, or of a version "
                    + $"before v3; save the model again."
            );

    public static int Int(IReadOnlyDictionary<string, string> block, string key) =>
        int.Parse(Text(block, key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static string[] Words(IReadOnlyDictionary<string, string> block, string key) =>
        Text(block, key).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>double[count].</summary>
    /// <exception cref="InvalidDataException">More or fewer numbers.</exception>
    public static double[] Numbers(IReadOnlyDictionary<string, string> block, string key, int count)
    {
        var numbers = Words(block, key)
            .Select(word => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture))
            .ToArray();
        return numbers.Length == count
            ? numbers
            : throw new InvalidDataException(
                $"The LightGBM model has {numbers.Length} numbers in '{key}' where {count} are expected. The file is "
                    + $"damaged; save the model again."
            );
    }
}
