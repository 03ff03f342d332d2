using LeadDashboard.Benchmarks.Scale;
using LeadDashboard.Benchmarks.Training;

// One command per benchmark: dotnet run -c Release --project tests/LeadDashboard.Benchmarks -- <command> [arguments]
return args switch
{
    ["scale", .. var rest] => await ScaleCommand.RunAsync(rest),
    ["training", .. var rest] => TrainingCommand.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Commands:
          scale [rows=100000] [threads=2] [peers folder]   boosted trees against XGBoost hist: fit, predict, reasons, memory, AUC
          training [rows=1000000] [threads=2] [ordered]    the whole automatic training: seconds and peak memory
        """);
    return 2;
}
