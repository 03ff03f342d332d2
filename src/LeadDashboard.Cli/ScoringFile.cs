using LeadDashboard.App.Messages;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Cli;

/// <summary>
/// A file to be scored, read chunk by chunk in constant memory. A row becomes the same numbers and words whichever rows
/// stand around it, as long as its format is told or taken from the model.
/// </summary>
internal sealed class ScoringFile : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly Dictionary<string, FieldType> _types = new(StringComparer.Ordinal);

    private ScoringFile(Stream stream, FileFormat detected, FileFormat format, string[] header)
    {
        _stream = stream;
        Detected = detected;
        Format = format;
        Header = header;
    }

    /// <summary>As guessed from the file itself.</summary>
    public FileFormat Detected { get; }

    /// <summary>As it is read.</summary>
    public FileFormat Format { get; }

    public string[] Header { get; }

    /// <summary>Rows that could not be read so far.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>What was wrong with the first of them, in the language of the run.</summary>
    public string FirstProblem { get; private set; } = "";

    /// <param name="path">Of the file.</param>
    /// <param name="choice">What the command says of the format.</param>
    /// <param name="known">Of the model's own file; null = not known.</param>
    /// <param name="sources">The columns that the model reads.</param>
    public static async Task<ScoringFile> OpenAsync(
        string path,
        FormatChoice choice,
        FileFormat? known,
        IReadOnlyList<string> sources
    )
    {
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-file", path));
        }

        var stream = File.OpenRead(path);
        try
        {
            var detected = CommandException.ValueOf(FileFormat.Detect(stream), path);
            var format = choice.Apply(detected, known);
            if (choice is { IsDetected: false, Delimiter: null } && known is not null)
            {
                // The shape of the model's own file, where it finds the model's columns in the first row.
                var same = format with
                {
                    Delimiter = known.Delimiter,
                    HasHeader = known.HasHeader,
                    TitleRowCount = 0,
                    UnnamedColumnCount = known.UnnamedColumnCount,
                };
                var first = await TabularFile.ReadHeaderAsync(stream, same);
                if (
                    known.Kind == format.Kind
                    && first.IsOk
                    && sources.All(source => RecipeTable.Find(first.Value, source) >= 0)
                )
                {
                    return new ScoringFile(stream, detected, same, first.Value);
                }
            }

            var header = CommandException.ValueOf(await TabularFile.ReadHeaderAsync(stream, format), path);
            return new ScoringFile(stream, detected, format, header);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>The rows with something in them, in order, at most <paramref name="rowCount"/> at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<string[]>> ChunksAsync(
        int rowCount,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        _stream.Position = 0;
        var chunk = new List<string[]>(rowCount);
        await foreach (var row in TabularFile.ReadRowsAsync(_stream, Format, ct: cancellationToken))
        {
            if (row.Problem is not null)
            {
                FirstProblem = ProblemCount++ == 0 ? MessageTexts.Say(row.Problem) : FirstProblem;
            }
            else if (!row.IsBlank)
            {
                chunk.Add(row.Cells);
            }

            if (chunk.Count == rowCount)
            {
                yield return chunk;
                chunk.Clear();
            }
        }

        if (chunk.Count > 0)
        {
            yield return chunk;
        }
    }

    /// <summary>The columns that a model reads, typed as it learnt them.</summary>
    /// <param name="rows">A chunk.</param>
    /// <param name="recipe">Of the model.</param>
    /// <param name="guessesDates">True: the model is too old to say which of its numbers were dates; the first chunk
    /// decides.</param>
    public RawTable ToRawTable(IReadOnlyList<string[]> rows, FeatureRecipe recipe, bool guessesDates) =>
        RecipeTable.Build(Header, rows, recipe, Format, guessesDates ? TypeOf : null);

    private FieldType TypeOf(string source, string[] cells)
    {
        if (!_types.TryGetValue(source, out var type))
        {
            type = FieldTypeDetector.Detect(
                source,
                TableFile.Sample(cells),
                Format.DecimalSeparator,
                Format.DateOrder
            );
            _types[source] = type;
        }

        return type;
    }
}
