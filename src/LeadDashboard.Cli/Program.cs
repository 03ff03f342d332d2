using LeadDashboard.Cli;

try
{
    return args.FirstOrDefault() switch
    {
        "evaluate" => await EvaluateCommand.RunAsync(args[1..], Console.Out),
        "train" => await TrainCommand.RunAsync(args[1..], Console.Out),
        "score" => await ScoreCommand.RunAsync(args[1..], Console.Out),
        _ => CommandLine.PrintUsage(Console.Out),
    };
}
catch (CommandException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 2;
}
