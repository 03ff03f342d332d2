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
    private readonly FormatOption _format = new("cli.format-of-file");
    private readonly Option<string[]> _candidates = CommandOptions.Words("--candidates", "cli.candidates", "KIND");

    /// <param name="command">Extended.</param>
    /// <param name="choosesCandidates">The command may leave some learners out.</param>
    public void AddTo(Command command, bool choosesCandidates)
    {
        command.Arguments.Add(File);
        command.Options.Add(Label);
        command.Options.Add(_positive);
        command.Options.Add(_drop);
        command.Options.Add(_format.Words);
        command.Options.Add(_seed);
        command.Options.Add(_threads);
        if (choosesCandidates)
        {
            command.Options.Add(_candidates);
        }
    }

    /// <param name="parsed">The call.</param>
    /// <param name="order">How the rows stand in time.</param>
    public async Task<LabelledFile> ReadAsync(ParseResult parsed, RowOrder? order = null)
    {
        var (file, outcomes) = await ReadOutcomesAsync(parsed);
        return LabelledFile.Of(
            file,
            outcomes,
            [.. parsed.GetValue(_drop) ?? [], parsed.GetValue(Label)!],
            order ?? RowOrder.Unknown
        );
    }

    /// <summary>The file whole, and how its rows ended; no column is left out.</summary>
    public async Task<(TableFile File, FileOutcomes Outcomes)> ReadOutcomesAsync(ParseResult parsed)
    {
        var path = parsed.GetValue(File) ?? throw new CommandException(CliTexts.Say("cli.file-missing"));
        var label = parsed.GetValue(Label) ?? throw new CommandException(CliTexts.Say("cli.label-missing"));
        var file = await TableFile.ReadAsync(path, _format.Read(parsed));
        return (file, FileOutcomes.Of(file, label, parsed.GetValue(_positive)));
    }

    /// <summary>The call names learners.</summary>
    public bool ChoosesCandidates(ParseResult parsed) => parsed.GetValue(_candidates) is { Length: > 0 };

    public TrainingOptions Training(ParseResult parsed)
    {
        var options = TrainingOptions.Default with
        {
            Seed = parsed.GetValue(_seed),
            MaxThreads = parsed.GetValue(_threads),
        };
        return parsed.GetResult(_candidates) is not null && ChoosesCandidates(parsed)
            ? options with
            {
                Candidates = ModelKinds.FromNames(parsed.GetValue(_candidates)!),
            }
            : options;
    }
}
