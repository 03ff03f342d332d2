using LeadDashboard.Cli;

return args switch
{
    ["add-migration", .. var rest] => await AddMigrationCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Commands: add-migration NAME");
    return 2;
}
