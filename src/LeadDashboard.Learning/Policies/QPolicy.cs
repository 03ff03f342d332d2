using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Policies;

/// <summary>A learnt table of what each action is worth in each state. Immutable, safe for concurrent use.</summary>
public sealed class QPolicy
{
    private const string Magic = "LEADQPOL";
    private const string What = "policy";
    private const int Version = 1;

    private readonly double[] _values;
    private readonly int[] _visits;
    private readonly int[] _chosen;

    internal QPolicy(int actionCount, double[] values, int[] visits, int minVisits, int fallbackAction)
    {
        ActionCount = actionCount;
        MinVisits = minVisits;
        FallbackAction = fallbackAction;
        _values = values;
        _visits = visits;
        _chosen = new int[values.Length / actionCount];
        for (var state = 0; state < _chosen.Length; state++)
        {
            var best = -1;
            for (var action = 0; action < actionCount; action++)
            {
                var at = state * actionCount + action;
                if (
                    visits[at] >= Math.Max(1, minVisits)
                    && (best < 0 || values[at] > values[state * actionCount + best])
                )
                {
                    best = action;
                }
            }

            _chosen[state] = best < 0 ? fallbackAction : best;
        }
    }

    public int StateCount => _chosen.Length;

    public int ActionCount { get; }

    public int MinVisits { get; }

    /// <summary>What is done in a state that was never seen often enough.</summary>
    public int FallbackAction { get; }

    /// <summary>The best action of a state among those tried often enough; the first where several tie.</summary>
    public int Choose(int state) => _chosen[state];

    /// <summary>
    /// Chooses with a share <paramref name="exploration"/> (0..1) of random actions; log the action with its
    /// probability, so that other policies can be judged on it.
    /// </summary>
    public (int Action, double Probability) Choose(int state, double exploration, Random random)
    {
        var action = random.NextDouble() < exploration ? random.Next(ActionCount) : _chosen[state];
        return (action, Probability(state, action, exploration));
    }

    /// <summary>P(action | state), 0..1.</summary>
    public double Probability(int state, int action, double exploration = 0) =>
        exploration / ActionCount + (_chosen[state] == action ? 1 - exploration : 0);

    /// <summary>Expected reward from here to the end of the episode.</summary>
    public double Value(int state, int action) => _values[state * ActionCount + action];

    /// <summary>How often the action was tried in the state.</summary>
    public int Visits(int state, int action) => _visits[state * ActionCount + action];

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, WriteBody);

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static QPolicy Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, ReadBody);

    /// <summary>For a policy inside another part.</summary>
    internal void Write(BinaryWriter writer) => StoredPart.Write(writer, Magic, Version, WriteBody);

    /// <summary>For a policy inside another part.</summary>
    internal static QPolicy Read(BinaryReader reader) => StoredPart.Read(reader, Magic, Version, What, ReadBody);

    private void WriteBody(BinaryWriter writer)
    {
        writer.Write(ActionCount);
        writer.Write(MinVisits);
        writer.Write(FallbackAction);
        StoredPart.WriteDoubles(writer, _values);
        StoredPart.WriteInts(writer, _visits);
    }

    private static QPolicy ReadBody(BinaryReader reader)
    {
        int actionCount = reader.ReadInt32(),
            minVisits = reader.ReadInt32(),
            fallback = reader.ReadInt32();
        var values = StoredPart.ReadDoubles(reader, What);
        var visits = StoredPart.ReadInts(reader, What);
        if (
            actionCount < 1
            || values.Length % actionCount != 0
            || visits.Length != values.Length
            || (uint)fallback >= (uint)actionCount
        )
        {
            throw new InvalidDataException(
                $"The stored {What} is damaged: {values.Length} values and {visits.Length} counts for {actionCount} "
                    + $"actions. Train it again."
            );
        }

        return new QPolicy(actionCount, values, visits, minVisits, fallback);
    }

    internal static int IndexOfMax(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
