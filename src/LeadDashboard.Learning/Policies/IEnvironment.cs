namespace LeadDashboard.Learning.Policies;

/// <summary>What one decision brought.</summary>
/// <param name="NextState">0 .. stateCount - 1; without meaning behind the end.</param>
/// <param name="Reward">Money or wins, any unit, finite.</param>
/// <param name="IsEnd">The season is over.</param>
public sealed record SeasonStep(int NextState, double Reward, bool IsEnd);

/// <summary>
/// A world to practise in: one season of decisions from start to end. All chance comes from the given random numbers,
/// so a seed repeats a season.
/// </summary>
public interface ISeason
{
    int StateCount { get; }

    int ActionCount { get; }

    /// <summary>Begins a new season and returns its first state.</summary>
    int Start(Random random);

    /// <summary>Acts in the current state.</summary>
    SeasonStep Step(int action, Random random);
}
