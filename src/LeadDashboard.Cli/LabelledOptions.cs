using System.CommandLine;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>The options of every command that learns from a file with outcomes.</summary>
internal sealed class LabelledOptions
{
    public Argument<string> File { get; } = CommandOptions.File();

    public Option<string?> Label { get; } = CommandOptions.Text("--label", "cli.label", "COL");

    private readonly Option<string?> _positive = CommandOptions.Text("--positive", "cli.positive", "VALUE");
    private readonly Option<string[]> _drop = CommandOptions.Words("--drop", "cli.drop", "COL");
    private readonly Option<int> _seed = CommandOptions.Seed();
    private readonly Option<int> _threads = CommandOptions.Threads();
    private readonly Option<string[]> _candidates = CommandOptions.Words("--candidates", "cli.candidates", "KIND");

    /// <param name="command">Extended.</param>
    /// <param name="choosesCandidates">The command may leave some learners out.</param>
    public void AddTo(Command command, bool choosesCandidates)
    {
        command.Arguments.Add(File);
        command.Options.Add(Label);
        command.Options.Add(_positive);
        command.Options.Add(_drop);
        command.Options.Add(_seed);
        command.Options.Add(_threads);
        if (choosesCandidates)
        {
            command.Options.Add(_candidates);
        }
    }

    public Task<LabelledFile> ReadAsync(ParseResult parsed, bool isOrdered = false) =>
        LabelledFile.ReadAsync(
            parsed.GetValue(File) ?? throw new CommandException(CliTexts.Say("cli.file-missing")),
            parsed.GetValue(Label) ?? throw new CommandException(CliTexts.Say("cli.label-missing")),
            parsed.GetValue(_positive),
            parsed.GetValue(_drop) ?? [],
            isOrdered
        );

    /// <summary>The file whole, and how its rows ended; no column is left out.</summary>
    public async Task<(TableFile File, FileOutcomes Outcomes)> ReadOutcomesAsync(ParseResult parsed)
    {
        var label = parsed.GetValue(Label) ?? throw new CommandException(CliTexts.Say("cli.label-missing"));
        var file = await TableFile.ReadAsync(
            parsed.GetValue(File) ?? throw new CommandException(CliTexts.Say("cli.file-missing"))
        );
        return (file, FileOutcomes.Of(file, label, parsed.GetValue(_positive)));
    }

    public TrainingOptions Training(ParseResult parsed)
    {
        var options = TrainingOptions.Default with
        {
            Seed = parsed.GetValue(_seed),
            MaxThreads = parsed.GetValue(_threads),
        };
        return parsed.GetResult(_candidates) is not null && parsed.GetValue(_candidates) is { Length: > 0 } kinds
            ? options with
            {
                Candidates = ModelKinds.FromNames(kinds),
            }
            : options;
    }
}
