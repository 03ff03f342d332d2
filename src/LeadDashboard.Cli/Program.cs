using LeadDashboard.Cli;

return args switch
{
    ["add-migration", .. var rest] => await AddMigrationCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    ["create-admin", .. var rest] => await CreateAdminCommand.RunAsync(rest, Console.Out, Console.Error, CancellationToken.None),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Commands: add-migration NAME, create-admin EMAIL");
    return 2;
}
