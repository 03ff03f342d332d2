namespace LeadDashboard.Learning.Policies;

/// <summary>What one decision brought.</summary>
/// <param name="NextState">0 .. stateCount - 1; without meaning behind the end.</param>
/// <param name="Reward">Money or wins, any unit, finite.</param>
/// <param name="IsEnd">The episode is over.</param>
public sealed record EnvironmentStep(int NextState, double Reward, bool IsEnd);

/// <summary>
/// An environment: one episode of decisions from start to end. All chance comes from the given random numbers,
/// so a seed repeats an episode.
/// </summary>
public interface IEnvironment
{
    int StateCount { get; }

    int ActionCount { get; }

    /// <summary>Begins a new episode and returns its first state.</summary>
    int Start(Random random);

    /// <summary>Acts in the current state.</summary>
    EnvironmentStep Step(int action, Random random);
}
