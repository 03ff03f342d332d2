using System.Collections.Concurrent;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>A way to cut the rows into blocks: by one form of one field, or by two of them together.</summary>
/// <param name="Name">For reports: "surname", "given_name~ + postcode" (~ = sound or part of the value).</param>
/// <param name="Parts">The forms that must agree, one or two.</param>
internal sealed record BlockingKey(string Name, IReadOnlyList<BlockingForm> Parts)
{
    /// <summary>Pairs that the blocks hold, before the cap on their size.</summary>
    public long PairCount { get; init; }

    /// <summary>Rows of the largest block.</summary>
    public int LargestBlock { get; init; }

    public static BlockingKey Create(BlockingForm form) => new(form.Name, [form]);

    public static BlockingKey Create(BlockingForm left, BlockingForm right) =>
        new(left.Name + " + " + right.Name, [left, right]);

    /// <summary>Each of its blocks lies within one of the other's.</summary>
    public bool IsFinerThan(BlockingKey other) =>
        other.Parts.Count < Parts.Count && other.Parts.All(part => Parts.Contains(part));

    /// <summary>A number for each row; rows with the same number above 0 stand in one block.</summary>
    /// <param name="room">Used for keys of two parts; the result is valid until it is used again.</param>
    public int[] Rows(BlockingRoom room)
    {
        if (Parts is [var only])
        {
            return only.Rows;
        }

        var (left, right, rows) = (Parts[0].Rows, Parts[1].Rows, room.Rows);
        room.Numbers.Clear();
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] =
                left[row] == 0 || right[row] == 0
                    ? 0
                    : room.Numbers.NumberOf(((long)left[row] << 32) | (uint)right[row]);
        }

        return rows;
    }
}

/// <summary>
/// Rooms for the threads of a search, one after the other for the same thread: a million rows need 36 MiB for each.
/// </summary>
internal sealed class BlockingRooms(int rowCount, int maxThreads)
{
    private const int RowsAtOnce = 2_000_000;

    private readonly ConcurrentBag<BlockingRoom> _free = [];

    /// <summary>Fewer threads for many rows, so that their rooms together stay small.</summary>
    public int Threads { get; } = Math.Clamp(RowsAtOnce / Math.Max(1, rowCount), 1, maxThreads);

    public BlockingRoom Take() => _free.TryTake(out var room) ? room : new BlockingRoom(rowCount);

    public void Return(BlockingRoom room) => _free.Add(room);
}

/// <summary>What a thread needs to cut the rows into blocks, used for key after key.</summary>
/// <param name="rowCount">Rows of the table.</param>
internal sealed class BlockingRoom(int rowCount)
{
    public KeyNumbers Numbers { get; } = new();

    public int[] Rows { get; } = new int[rowCount];

    /// <summary>By the number of a block; there are no more of them than rows.</summary>
    public int[] Sizes { get; } = new int[rowCount + 1];

    /// <summary>By the number of a block.</summary>
    public int[] Second { get; } = new int[rowCount + 1];
}
