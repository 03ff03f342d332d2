using LeadDashboard.Cli;

return await CommandApp.RunAsync(
    args,
    new CommandIo(Console.Out, Console.Error, TimeProvider.System, Environment.GetEnvironmentVariable)
);
