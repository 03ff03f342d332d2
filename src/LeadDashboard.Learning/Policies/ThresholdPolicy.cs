using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Policies;

/// <summary>A decision of the policy as it should be logged.</summary>
/// <param name="Thresholds">To be used until the next decision.</param>
/// <param name="State">Number of the state it was taken in.</param>
/// <param name="Action">Number of the action.</param>
/// <param name="Probability">With which this action was chosen, (0..1]; OffPolicy needs it.</param>
public sealed record ThresholdDecision(SegmentThresholds Thresholds, int State, int Action, double Probability);

/// <summary>
/// What serves: the bins, the limits to choose from, and what was learnt. Immutable, safe for concurrent use.
/// </summary>
public sealed class ThresholdPolicy
{
    private const string Magic = "LEADTHRE";
    private const string What = "threshold policy";
    private const int Version = 1;

    /// <exception cref="ArgumentException">The learnt table has other states or actions, or limits are outside 0..1 or
    /// crossed.</exception>
    public ThresholdPolicy(StateGrid grid, IReadOnlyList<SegmentThresholds> actions, QPolicy learnt)
    {
        if (learnt.StateCount != grid.StateCount || learnt.ActionCount != actions.Count)
        {
            throw new ArgumentException(
                $"The learnt table has {learnt.StateCount} states and {learnt.ActionCount} actions; the grid has "
                    + $"{grid.StateCount} states and there are {actions.Count} pairs of limits. Learn it on the "
                    + $"same grid and limits.",
                nameof(learnt)
            );
        }

        var bad = actions
            .ToList()
            .FindIndex(action => !(action.WarmFrom >= 0 && action.WarmFrom <= action.HotFrom && action.HotFrom <= 1));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Limits {bad} are hot from {actions[bad].HotFrom} and warm from {actions[bad].WarmFrom}; 0 <= warm "
                    + $"<= hot <= 1 is expected.",
                nameof(actions)
            );
        }

        Grid = grid;
        Actions = actions;
        Learnt = learnt;
    }

    public StateGrid Grid { get; }

    public IReadOnlyList<SegmentThresholds> Actions { get; }

    public QPolicy Learnt { get; }

    /// <summary>The limits for what is known now.</summary>
    /// <param name="values">One per dimension of the grid, in its order.</param>
    public SegmentThresholds Choose(ReadOnlySpan<double> values) => Actions[Learnt.Choose(Grid.StateOf(values))];

    /// <summary>
    /// The same with a share <paramref name="exploration"/> (0..1) of random choices, so that what others would bring
    /// stays measurable.
    /// </summary>
    public ThresholdDecision Decide(ReadOnlySpan<double> values, double exploration, Random random)
    {
        var state = Grid.StateOf(values);
        var (action, probability) = Learnt.Choose(state, exploration, random);
        return new ThresholdDecision(Actions[action], state, action, probability);
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.Write(Grid.Dimensions.Count);
                foreach (var dimension in Grid.Dimensions)
                {
                    writer.Write(dimension.Name);
                    StoredPart.WriteDoubles(writer, [.. dimension.Edges]);
                }

                StoredPart.WriteDoubles(
                    writer,
                    [.. Actions.SelectMany(action => (double[])[action.HotFrom, action.WarmFrom])]
                );
                Learnt.Write(writer);
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static ThresholdPolicy Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var dimensions = new List<StateDimension>();
                for (var left = reader.ReadInt32(); left > 0; left--)
                {
                    dimensions.Add(new StateDimension(reader.ReadString(), StoredPart.ReadDoubles(reader, What)));
                }

                var limits = StoredPart.ReadDoubles(reader, What);
                try
                {
                    return new ThresholdPolicy(
                        new StateGrid(dimensions),
                        [
                            .. Enumerable
                                .Range(0, limits.Length / 2)
                                .Select(i => new SegmentThresholds(limits[2 * i], limits[2 * i + 1])),
                        ],
                        QPolicy.Read(reader)
                    );
                }
                catch (ArgumentException unfit)
                {
                    throw new InvalidDataException(
                        $"The stored {What} is damaged: {unfit.Message} Train it again.",
                        unfit
                    );
                }
            }
        );
}
