using System.Globalization;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Recommending;

/// <summary>
/// Who has had what, how much: a sparse userCount x itemCount table of values, rows sorted by item. A user is whoever
/// buys (a customer, a lead), an item whatever is offered.
/// Immutable by convention.
/// </summary>
public sealed class Interactions
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly double[] _values;

    private Interactions(int userCount, int itemCount, int[] starts, int[] items, double[] values)
    {
        UserCount = userCount;
        ItemCount = itemCount;
        _starts = starts;
        _items = items;
        _values = values;
    }

    public int UserCount { get; }

    public int ItemCount { get; }

    /// <summary>Pairs held.</summary>
    public int Count => _items.Length;

    /// <param name="userCount">At least 0.</param>
    /// <param name="itemCount">At least 0.</param>
    /// <param name="entries">User and item 0-based, value finite.</param>
    /// <param name="isAveraged">A pair that occurs again is averaged (ratings) instead of added up (purchases,
    /// visits).</param>
    /// <exception cref="ArgumentException">An index outside the table, or a value that is not finite.</exception>
    public static Interactions From(
        int userCount,
        int itemCount,
        IEnumerable<(int User, int Item, double Value)> entries,
        bool isAveraged = false
    )
    {
        var sorted = entries.ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            var (user, item, value) = sorted[i];
            if ((uint)user >= (uint)userCount || (uint)item >= (uint)itemCount || !double.IsFinite(value))
            {
                throw new ArgumentException(
                    $"Entry {i + 1} is user {user}, item {item}, value "
                        + $"{value.ToString(CultureInfo.InvariantCulture)}; expected a user of 0..{userCount - 1}, "
                        + $"an item of 0..{itemCount - 1} and a finite value.",
                    nameof(entries)
                );
            }
        }

        // A stable sort, so that equal pairs are added in their given order.
        var starts = new int[userCount + 1];
        var items = new List<int>();
        var values = new List<double>();
        var repeats = new List<int>();
        var last = (User: -1, Item: -1);
        foreach (var (user, item, value) in sorted.OrderBy(entry => entry.User).ThenBy(entry => entry.Item))
        {
            if (last == (user, item))
            {
                values[^1] += value;
                repeats[^1]++;
                continue;
            }

            items.Add(item);
            values.Add(value);
            repeats.Add(1);
            starts[user + 1]++;
            last = (user, item);
        }

        for (var user = 0; user < userCount; user++)
        {
            starts[user + 1] += starts[user];
        }

        return new Interactions(
            userCount,
            itemCount,
            starts,
            [.. items],
            isAveraged ? [.. values.Zip(repeats, (sum, count) => sum / count)] : [.. values]
        );
    }

    /// <summary>Items of one user, rising.</summary>
    public ReadOnlySpan<int> Items(int user) => _items.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>Values beside <see cref="Items"/>.</summary>
    public ReadOnlySpan<double> Values(int user) => _values.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>Items become users and users items.</summary>
    public Interactions Transpose()
    {
        var starts = new int[ItemCount + 1];
        foreach (var item in _items)
        {
            starts[item + 1]++;
        }

        for (var item = 0; item < ItemCount; item++)
        {
            starts[item + 1] += starts[item];
        }

        var next = (int[])starts.Clone();
        var users = new int[_items.Length];
        var values = new double[_items.Length];
        for (var user = 0; user < UserCount; user++)
        {
            for (var i = _starts[user]; i < _starts[user + 1]; i++)
            {
                var at = next[_items[i]]++;
                (users[at], values[at]) = (user, _values[i]);
            }
        }

        return new Interactions(ItemCount, UserCount, starts, users, values);
    }

    internal double Sum() => _values.Sum();

    /// <summary>The first value below 0, null when there is none.</summary>
    internal double? FirstNegative() => Array.Find(_values, value => value < 0) is < 0 and var found ? found : null;

    internal void Write(BinaryWriter writer)
    {
        writer.Write(ItemCount);
        writer.WriteArray(_starts);
        writer.WriteArray(_items);
        writer.WriteArray(_values);
    }

    internal static Interactions Read(BinaryReader reader)
    {
        var itemCount = reader.ReadInt32();
        var starts = reader.ReadInts();
        var items = reader.ReadInts();
        var values = reader.ReadDoubles();
        var isSound =
            starts.Length > 0
            && starts[0] == 0
            && starts[^1] == items.Length
            && values.Length == items.Length
            && items.All(item => (uint)item < (uint)itemCount)
            && starts.Zip(starts.Skip(1), (a, b) => a <= b).All(isRising => isRising);
        return isSound
            ? new Interactions(starts.Length - 1, itemCount, starts, items, values)
            : throw new InvalidDataException(
                "The saved interactions are damaged: an index points outside the table. Copy the file again, or fit "
                    + "it again."
            );
    }
}
