namespace LeadDashboard.Learning.Internals;

/// <summary>
/// Splits 0 .. count-1 into blocks of a fixed size and runs them on at most maxThreads threads.
/// The blocks depend on the count alone, never on the threads, so that work done per block gives the same bits with any
/// thread count.
/// </summary>
internal static class ParallelRange
{
    /// <param name="count">Length of the range.</param>
    /// <param name="blockSize">Items of a block; the last one may be shorter.</param>
    /// <param name="maxThreads">At least 1.</param>
    /// <param name="body">(block index, first item, item behind the last).</param>
    public static void ForBlocks(int count, int blockSize, int maxThreads, Action<int, int, int> body)
    {
        var blockCount = (int)(((long)count + blockSize - 1) / blockSize);
        if (maxThreads <= 1 || blockCount <= 1)
        {
            for (var block = 0; block < blockCount; block++)
            {
                body(block, block * blockSize, (int)Math.Min(count, ((long)block + 1) * blockSize));
            }

            return;
        }

        Parallel.For(
            0,
            blockCount,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            block => body(block, block * blockSize, (int)Math.Min(count, ((long)block + 1) * blockSize))
        );
    }
}
