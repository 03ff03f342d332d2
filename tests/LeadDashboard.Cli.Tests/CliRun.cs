using System.Text.Json;

namespace LeadDashboard.Cli.Tests;

/// <summary>One call of the command line inside this process, with an environment that says no language.</summary>
internal sealed record CliRun(int Code, string Output, string Errors)
{
    /// <summary>The last line of the output.</summary>
    public JsonElement Json =>
        JsonDocument.Parse(Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]).RootElement;

    public static Task<CliRun> OfAsync(params string[] args) => InAsync("C.UTF-8", args);

    /// <param name="language">Value of LANG.</param>
    /// <param name="args">The call.</param>
    public static async Task<CliRun> InAsync(string language, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var io = new CommandIo(output, errors, TimeProvider.System, name => name == "LANG" ? language : null);
        var code = await CommandApp.RunAsync(args, io);
        return new CliRun(code, output.ToString(), errors.ToString());
    }
}
