using System.CommandLine;
using System.Globalization;

namespace LeadDashboard.Cli.Tests;

public sealed class CommandAppTests
{
    [Fact]
    public async Task Run_NoArguments_PrintsTheCommandsAsWrongUse()
    {
        var run = await CliRun.OfAsync();

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.All(
            (string[])
                [
                    "evaluate", "replay", "train", "score", "duplicates", "sample-data", "template", "create-admin",
                    "import",
                ],
            name => Assert.Contains(name, run.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Run_Help_IsDoneAndNamesTheOptionsInBothLanguages()
    {
        var english = await CliRun.OfAsync("import", "--help");
        var chinese = await CliRun.OfAsync("import", "--help", "--culture", "zh-CN");

        Assert.Equal(ExitCodes.Done, english.Code);
        Assert.Contains("Imports a file as the import pages do.", english.Output, StringComparison.Ordinal);
        Assert.Contains("--rejected", english.Output, StringComparison.Ordinal);
        Assert.Contains("与导入页面一样导入文件。", chinese.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("import")]
    [InlineData("import", "leads.csv", "--kind", "people")]
    [InlineData("import", "leads.csv", "--colour", "red")]
    [InlineData("outcome", "7", "maybe")]
    [InlineData("outcome", "7", "won", "--amount", "much")]
    [InlineData("score", "leads.csv", "--model", "leads.model")]
    [InlineData("evaluate", "leads.csv", "--label", "Outcome", "--folds", "1")]
    [InlineData("score", "leads.csv", "--model", "m", "-o", "o", "--hot", "2")]
    [InlineData("train", "leads.csv", "--label", "Outcome", "-o", "m", "--database", "data")]
    [InlineData("create-admin", "nobody")]
    [InlineData("rescore", "--culture", "de")]
    public async Task Run_WrongUse_SaysSoWithTwo(params string[] args)
    {
        var run = await CliRun.OfAsync(args);

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Equal("", run.Output);
        Assert.Contains("--help", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongUseUnderAChineseLang_IsSaidInChinese()
    {
        var run = await CliRun.InAsync("zh_CN.UTF-8", "evaluate", "leads.csv", "--folds", "many");

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Contains("选项“--folds”的值是“many”；应为 2 到 20 的整数。", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongUseWithJson_GivesTheErrorAsJson()
    {
        var run = await CliRun.OfAsync("import", "no-such-file.csv", "--json");

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Equal("wrong-use", run.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.Contains("no-such-file.csv", run.Json.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public void Texts_BothLanguages_HaveTheSameKeys() =>
        Assert.Equal(
            CliTexts.KeysOf(CultureInfo.InvariantCulture).Order(StringComparer.Ordinal),
            CliTexts.KeysOf(CultureInfo.GetCultureInfo("zh-CN")).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Commands_AndTheirOptions_AllSayWhatTheyAreFor()
    {
        var root = CommandApp.Create(new CommandIo(TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null));

        Assert.All(
            root.Subcommands.Cast<Symbol>()
                .Concat(root.Subcommands.SelectMany(command => command.Options))
                .Concat(root.Subcommands.SelectMany(command => command.Arguments)),
            symbol => Assert.False(string.IsNullOrEmpty(symbol.Description), symbol.Name)
        );
    }
}
