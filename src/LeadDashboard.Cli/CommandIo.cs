namespace LeadDashboard.Cli;

/// <summary>What a command sees of the world.</summary>
/// <param name="Output">Results.</param>
/// <param name="Errors">Refusals, warnings and progress.</param>
/// <param name="Time">The real clock.</param>
/// <param name="Variable">A variable of the environment; null = not set.</param>
internal sealed record CommandIo(
    TextWriter Output,
    TextWriter Errors,
    TimeProvider Time,
    Func<string, string?> Variable
);

/// <summary>How a command ended.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>What was asked for is refused, or the work failed.</summary>
    public const int Refused = 1;

    /// <summary>The command is not written as it has to be.</summary>
    public const int WrongUse = 2;
}
