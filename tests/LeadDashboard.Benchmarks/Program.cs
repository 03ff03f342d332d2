using LeadDashboard.Benchmarks.Matching;
using LeadDashboard.Benchmarks.Scale;

// One command per benchmark: dotnet run -c Release --project tests/LeadDashboard.Benchmarks -- <command> [arguments]
return args switch
{
    ["scale", .. var rest] => await ScaleCommand.RunAsync(rest),
    ["duplicates", .. var rest] => DuplicatesCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Commands:
          scale [rows=100000] [threads=2] [peers folder]   boosted trees against XGBoost hist: fit, predict, reasons, memory, AUC
          duplicates [rows=100000] [threads=2] [share=0.1] duplicate search: time, memory, precision, recall on made leads
        """);
    return 2;
}
