namespace LeadDashboard.Learning.Policies;

/// <summary>
/// One quantity the policy looks at, cut into Edges.Count + 1 bins: bin b holds Edges[b-1] &lt; x &lt;= Edges[b].
/// </summary>
/// <param name="Name">In words: "capacity left".</param>
/// <param name="Edges">Finite, strictly rising.</param>
public sealed record StateDimension(string Name, IReadOnlyList<double> Edges)
{
    public int BinCount => Edges.Count + 1;
}

/// <summary>
/// Turns what is known now (capacity left, backlog, episode, base rate ...) into one state number 0 .. StateCount - 1.
/// The last dimension moves fastest.
/// </summary>
public sealed class StateGrid
{
    private const int MaxStates = 1_000_000;

    /// <exception cref="ArgumentException">No dimension, edges that do not rise, or more than a million
    /// states.</exception>
    public StateGrid(IReadOnlyList<StateDimension> dimensions)
    {
        long count = 1;
        foreach (var dimension in dimensions)
        {
            for (var e = 0; e < dimension.Edges.Count; e++)
            {
                if (!double.IsFinite(dimension.Edges[e]) || (e > 0 && dimension.Edges[e] <= dimension.Edges[e - 1]))
                {
                    throw new ArgumentException(
                        $"Edge {e} of '{dimension.Name}' is {dimension.Edges[e]}; edges must be finite and rise.",
                        nameof(dimensions)
                    );
                }
            }

            count = Math.Min(count * dimension.BinCount, MaxStates + 1L);
        }

        if (dimensions.Count == 0 || count > MaxStates)
        {
            throw new ArgumentException(
                $"{dimensions.Count} dimensions make {(count > MaxStates ? $"more than {MaxStates}" : "no")} states. "
                    + $"Give at least one dimension, and fewer bins if there are too many.",
                nameof(dimensions)
            );
        }

        Dimensions = dimensions;
        StateCount = (int)count;
    }

    public IReadOnlyList<StateDimension> Dimensions { get; }

    public int StateCount { get; }

    /// <param name="values">One per dimension, in its order; infinite values fall into the outer bins.</param>
    /// <exception cref="ArgumentException">Another number of values, or one that is not a number.</exception>
    public int StateOf(ReadOnlySpan<double> values)
    {
        if (values.Length != Dimensions.Count)
        {
            throw new ArgumentException(
                $"There are {values.Length} values for {Dimensions.Count} dimensions. Give one per dimension.",
                nameof(values)
            );
        }

        var state = 0;
        for (var d = 0; d < values.Length; d++)
        {
            if (double.IsNaN(values[d]))
            {
                throw new ArgumentException(
                    $"'{Dimensions[d].Name}' is not a number. A policy cannot act on an unknown state; use the "
                        + $"fixed thresholds.",
                    nameof(values)
                );
            }

            var bin = 0;
            while (bin < Dimensions[d].Edges.Count && values[d] > Dimensions[d].Edges[bin])
            {
                bin++;
            }

            state = state * Dimensions[d].BinCount + bin;
        }

        return state;
    }

    /// <summary>int[dimensionCount], the bins behind a state number.</summary>
    public int[] BinsOf(int state)
    {
        var bins = new int[Dimensions.Count];
        for (var d = bins.Length - 1; d >= 0; d--)
        {
            (state, bins[d]) = Math.DivRem(state, Dimensions[d].BinCount);
        }

        return bins;
    }
}
