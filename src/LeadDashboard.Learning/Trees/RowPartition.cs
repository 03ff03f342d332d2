using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Row indexes of one tree; a split moves the left rows of a range before its right rows and keeps both in order.
/// </summary>
internal sealed class RowPartition(int rowCount, int maxThreads)
{
    /// <summary>
    /// A block is parted in about 20 microseconds; below two of them waking a thread costs more than it brings.
    /// </summary>
    private const int BlockRows = 16_384;
    private readonly int[] _buffer = GC.AllocateUninitializedArray<int>(rowCount);

    /// <summary>int[rowCount]; only the first rows are used when rows are sampled.</summary>
    public int[] Rows { get; } = GC.AllocateUninitializedArray<int>(rowCount);

    /// <param name="start">First row of the node.</param>
    /// <param name="count">Rows of the node.</param>
    /// <param name="bins">byte[rowCount] of the split column.</param>
    /// <param name="goesLeft">bool[256] by bin.</param>
    /// <param name="leftCount">Known from the histogram.</param>
    public void Split(int start, int count, byte[] bins, bool[] goesLeft, int leftCount)
    {
        if (maxThreads == 1 || count <= 4 * BlockRows)
        {
            var right = Move(start, start, start + count, 0, bins, goesLeft);
            Array.Copy(_buffer, 0, Rows, start + leftCount, right);
            return;
        }

        // Each block is parted in place first; then blocks are gathered in order.
        var blockCount = (count + BlockRows - 1) / BlockRows;
        var leftCounts = new int[blockCount];
        ParallelRange.ForBlocks(
            count,
            BlockRows,
            maxThreads,
            (block, from, to) =>
            {
                var right = Move(start + from, start + from, start + to, from, bins, goesLeft);
                leftCounts[block] = to - from - right;
                Array.Copy(_buffer, from, Rows, start + to - right, right);
            }
        );
        var lefts = new int[blockCount + 1];
        for (var block = 0; block < blockCount; block++)
        {
            lefts[block + 1] = lefts[block] + leftCounts[block];
        }

        ParallelRange.ForBlocks(
            count,
            BlockRows,
            maxThreads,
            (block, from, to) =>
            {
                var own = leftCounts[block];
                Array.Copy(Rows, start + from, _buffer, lefts[block], own);
                Array.Copy(Rows, start + from + own, _buffer, leftCount + from - lefts[block], to - from - own);
            }
        );
        ParallelRange.ForBlocks(
            count,
            BlockRows,
            maxThreads,
            (_, from, to) => Array.Copy(_buffer, from, Rows, start + from, to - from)
        );
    }

    /// <summary>
    /// Left rows to Rows[leftAt..], right rows to buffer[rightAt..]; returns how many went right. Branch-free: both are
    /// written, one index moves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int Move(int leftAt, int from, int to, int rightAt, byte[] bins, bool[] goesLeft)
    {
        fixed (
            int* rows = Rows,
                rights = _buffer
        )
        fixed (byte* bin = bins)
        fixed (bool* left = goesLeft)
        {
            var rightStart = rightAt;
            for (var i = from; i < to; i++)
            {
                var row = rows[i];
                int isLeft = *(byte*)(left + bin[row]);
                rows[leftAt] = row;
                rights[rightAt] = row;
                leftAt += isLeft;
                rightAt += 1 - isLeft;
            }

            return rightAt - rightStart;
        }
    }
}
