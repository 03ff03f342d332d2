using LeadDashboard.Cli;

try
{
    return args switch
    {
        _ when args.Contains("--help") || args.Contains("-h") => CommandLine.PrintUsage(Console.Out),
        ["evaluate", .. var rest] => await EvaluateCommand.RunAsync(rest, Console.Out),
        ["replay", .. var rest] => await ReplayCommand.RunAsync(rest, Console.Out),
        ["train", .. var rest] => await TrainCommand.RunAsync(rest, Console.Out),
        ["score", .. var rest] => await ScoreCommand.RunAsync(rest, Console.Out),
        ["duplicates", .. var rest] => await DuplicatesCommand.RunAsync(rest, Console.Out),
        ["sample-data", .. var rest] => await SampleDataCommand.RunAsync(
            rest,
            Console.Out,
            Console.Error,
            CancellationToken.None
        ),
        ["create-admin", .. var rest] => await CreateAdminCommand.RunAsync(
            rest,
            Console.Out,
            Console.Error,
            CancellationToken.None
        ),
        _ => CommandLine.PrintUsage(Console.Out),
    };
}
catch (CommandException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 2;
}
