using LeadDashboard.Benchmarks.Grid;
using LeadDashboard.Benchmarks.Importing;
using LeadDashboard.Benchmarks.Matching;
using LeadDashboard.Benchmarks.Reports;
using LeadDashboard.Benchmarks.Sample;
using LeadDashboard.Benchmarks.Scale;
using LeadDashboard.Benchmarks.Serving;
using LeadDashboard.Benchmarks.Training;
using LeadDashboard.Benchmarks.Upgrade;

// One command per benchmark: dotnet run -c Release --project tests/LeadDashboard.Benchmarks -- <command> [arguments]
return args switch
{
    ["scale", .. var rest] => await ScaleCommand.RunAsync(rest),
    ["training", .. var rest] => TrainingCommand.Run(rest),
    ["grid", .. var rest] => await GridCommand.RunAsync(rest),
    ["reports", .. var rest] => await ReportsCommand.RunAsync(rest),
    ["sample"] => await SampleCommand.RunAsync(),
    ["import", .. var rest] => await ImportCommand.RunAsync(rest),
    ["lookalikes", .. var rest] => await LookAlikesCommand.RunAsync(rest),
    ["browser", .. var rest] => await BrowserCommand.RunAsync(rest),
    ["pages", .. var rest] => await PagesCommand.RunAsync(rest),
    ["duplicates", .. var rest] => DuplicatesCommand.Run(rest),
    ["upgrade", .. var rest] => await UpgradeCommand.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        Commands:
          scale [rows=100000] [threads=2] [peers folder]   boosted trees against XGBoost hist and LightGBM: fit,
                                                           predict, reasons, memory, AUC
          training [rows=1000000] [threads=2] [ordered]    the whole automatic training: seconds and peak memory
          grid [rows=100000]                               the list of leads: sort, filter, search and scroll on the
                                                           server, limit 300 ms
          reports [rows=100000]                            campaigns, segments and home on the server: first and
                                                           later visit, p95 of 20 readers
          sample                                           from the start to a sample company that is scored, limit 30 s
          import [rows=1000000]                            a generated file of 20 columns through the import, against
                                                           `sqlite3 .import` of the same file
          lookalikes [rows=100000] [merge|skip] [folder]   an import that merges or skips rows that look alike, parts
                                                           and peak memory, limit 600 MiB
          browser [rows=100000]                            the same file through upload page, map page and import page
                                                           in Chromium, limit 30 s
          pages [rows=1000000]                             page loads of a signed-in person while the server imports
                                                           the file, limit p95 500 ms
          duplicates [rows=100000] [threads=2] [share=0.1] duplicate search: time, memory, precision, recall on made
                                                           leads
          upgrade [rows=1000000]                           a database of the first release brought to this version:
                                                           seconds, peak memory
        """
    );
    return 2;
}
