namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Draws rows and columns for a tree from a hash of (seed, tree, index): no state, no order, same draw on any thread.
/// </summary>
internal sealed class Sampler(int seed, double rowShare, double columnShare)
{
    public bool IsPicked(int tree, int row) => Draw(tree, row) < rowShare;

    /// <summary>Fills rows with the picked indexes, rising; returns how many, at least 1.</summary>
    public int PickRows(int tree, int rowCount, int[] rows)
    {
        var count = 0;
        if (rowShare < 1)
        {
            for (var row = 0; row < rowCount; row++)
            {
                rows[count] = row;
                count += IsPicked(tree, row) ? 1 : 0;
            }
        }

        if (count > 0)
        {
            return count;
        }

        for (var row = 0; row < rowCount; row++)
        {
            rows[row] = row;
        }

        return rowCount;
    }

    /// <summary>The columns with the smallest draws, rising; at least one when there is one.</summary>
    public int[] PickColumns(int tree, int columnCount)
    {
        var count = Math.Min(columnCount, Math.Max(1, (int)Math.Round(columnCount * columnShare)));
        return count == columnCount
            ? [.. Enumerable.Range(0, columnCount)]
            :
            [
                .. Enumerable
                    .Range(0, columnCount)
                    .OrderBy(column => Draw(tree, ~column))
                    .ThenBy(column => column)
                    .Take(count)
                    .Order(),
            ];
    }

    /// <summary>Columns for one node of a tree: a partial shuffle, rising.</summary>
    public int[] PickColumns(int tree, int node, int columnCount, int pickCount)
    {
        var columns = new int[columnCount];
        for (var c = 0; c < columnCount; c++)
        {
            columns[c] = c;
        }

        for (var k = 0; k < pickCount; k++)
        {
            var other = k + (int)(Draw(tree, ~((node * 64) + k)) * (columnCount - k));
            (columns[k], columns[other]) = (columns[other], columns[k]);
        }

        Array.Sort(columns, 0, pickCount);
        return columns[..pickCount];
    }

    /// <summary>0 (included) .. 1 (excluded), SplitMix64 finaliser (Steele, Lea, Flood 2014).</summary>
    private double Draw(int tree, int index)
    {
        var z =
            ((ulong)(uint)seed << 32)
            ^ ((ulong)(uint)tree * 0x9E3779B97F4A7C15UL)
            ^ ((ulong)(uint)index * 0xD1B54A32D192ED03UL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
