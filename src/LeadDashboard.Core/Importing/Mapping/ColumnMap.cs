using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What a file may change on a lead that is there already. An empty cell never erases.</summary>
public enum FieldRule
{
    /// <summary>The file's value replaces the old one.</summary>
    Take = 0,

    /// <summary>The old value stays; only new leads get the file's.</summary>
    Keep = 1,

    /// <summary>The file's value is taken where the lead has none.</summary>
    OnlyIfEmpty = 2,
}

/// <summary>Which rows of a file are written.</summary>
public enum ImportMode
{
    /// <summary>New leads are created, known ones updated.</summary>
    CreateAndUpdate = 0,

    /// <summary>Rows of known leads are skipped.</summary>
    CreateOnly = 1,

    /// <summary>Rows without a known lead are rejected.</summary>
    UpdateOnly = 2,
}

/// <summary>
/// What happens to a row of a new lead that looks like a lead already there, though none of its keys is the same.
/// </summary>
public enum DuplicateRule
{
    /// <summary>It is imported, and the pair waits in the review queue.</summary>
    Review = 0,

    /// <summary>It is not imported, and listed with the lead it looks like.</summary>
    Skip = 1,

    /// <summary>It becomes part of that lead, by the rule of each field.</summary>
    Merge = 2,
}

/// <summary>What makes a row and a lead the same.</summary>
public enum MatchKey
{
    ExternalId = 0,
    Email = 1,
    Phone = 2,
    EmailAndCompany = 3,
    NameAndCompany = 4,
}

/// <summary>What one column of a file means.</summary>
public sealed record MappedColumn
{
    /// <summary>0-based position in the file.</summary>
    public required int Index { get; init; }

    /// <summary>The column's name in the file, and of the custom field it becomes.</summary>
    public required string Header { get; init; }
    public required TargetField Target { get; init; }

    /// <summary>How its values are read; for a known field its own type.</summary>
    public FieldType Type { get; init; }

    /// <summary>
    /// What its values looked like when the map was suggested; null = there were none, or the map is older than that.
    /// </summary>
    public FieldType? SeenType { get; init; }

    /// <summary>
    /// Words that mean "not known" in this column, compared trimmed and without case. An empty cell always does.
    /// </summary>
    public IReadOnlyList<string> MissingTokens { get; init; } = [];

    /// <summary>
    /// Words that a person took out of <see cref="MissingTokens"/>: in this column they say something, in the next file
    /// too.
    /// </summary>
    public IReadOnlyList<string> ValueWords { get; init; } = [];

    /// <summary>Spellings of this column and what they become, compared trimmed and as they stand.</summary>
    public IReadOnlyDictionary<string, string> Replacements { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// A value that cannot be read rejects its row. Otherwise the row is taken without the value, and the value is
    /// listed.
    /// </summary>
    public bool RejectsBadValues { get; init; }

    /// <summary>What happens to a lead that is there already.</summary>
    public FieldRule Rule { get; init; }

    /// <summary>Imported and shown, but the learner leaves it out.</summary>
    public bool IsExcluded { get; init; }
    public Message? ExcludedReason { get; init; }

    /// <summary>Why it looks filled in after the outcome; stays when a person lets the column in.</summary>
    public Message? LeakReason { get; init; }

    /// <summary>Why the suggestion is what it is; null when a person chose.</summary>
    public Message? Evidence { get; init; }

    /// <summary>Is it one of <see cref="MissingTokens"/>? Asked for every cell of a file, hence a plain loop.</summary>
    /// <param name="text">Trimmed.</param>
    internal bool IsMissing(string text)
    {
        for (var i = 0; i < MissingTokens.Count; i++)
        {
            if (string.Equals(MissingTokens[i], text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>
/// What the words of the outcome column mean, compared trimmed and without case. An empty cell is open.
/// </summary>
public sealed record OutcomeWords
{
    public IReadOnlyList<string> WonValues { get; init; } = [];
    public IReadOnlyList<string> LostValues { get; init; } = [];
    public IReadOnlyList<string> OpenValues { get; init; } = [];
}

/// <summary>What the columns of a file mean. Immutable: a correction makes a new one.</summary>
public sealed record ColumnMap
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public ImportKind Kind { get; init; }

    /// <summary>One per column of the file, in its order.</summary>
    public required IReadOnlyList<MappedColumn> Columns { get; init; }

    /// <summary>Present when a column is mapped to <see cref="TargetField.Outcome"/>.</summary>
    public OutcomeWords? Outcome { get; init; }

    public ImportMode Mode { get; init; }

    /// <summary>
    /// Tried in order until the row has a value for one; empty = by the strongest identity of the row (see <see
    /// cref="LeadKey"/>).
    /// </summary>
    public IReadOnlyList<MatchKey> Keys { get; init; } = [];

    public DuplicateRule Duplicates { get; init; }

    /// <summary>
    /// Chance 0.9..0.999 that both are the same from which on a row is skipped or merged; pairs below wait for review.
    /// </summary>
    public double DuplicateCertainty { get; init; } = 0.99;

    /// <summary>Rows are skipped or merged after they came in, by how much they look like a lead.</summary>
    [JsonIgnore]
    public bool SettlesDuplicates =>
        Kind == ImportKind.Leads && Mode != ImportMode.UpdateOnly && Duplicates != DuplicateRule.Review;

    /// <summary>The column that says won or lost, null when the file has none.</summary>
    [JsonIgnore]
    public MappedColumn? OutcomeColumn => Columns.FirstOrDefault(c => c.Target == TargetField.Outcome);

    /// <summary>Custom fields the learner may use.</summary>
    [JsonIgnore]
    public IEnumerable<MappedColumn> CustomColumns => Columns.Where(c => c.Target == TargetField.Custom);

    /// <summary>What the columns seem to mean, by their names and by a sample of rows.</summary>
    /// <param name="customFields">Names of the custom fields that are known already; null = none.</param>
    public static MapSuggestion Suggest(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> sampleRows,
        FileFormat? format = null,
        ImportKind kind = ImportKind.Leads,
        IReadOnlyCollection<string>? customFields = null
    ) =>
        kind == ImportKind.LeadsAndActivities
            ? MixedColumns.Suggest(header, sampleRows, format ?? new FileFormat(), customFields ?? [])
            : MapSuggester.Suggest(header, sampleRows, format ?? new FileFormat(), kind, customFields ?? []);

    /// <summary>The same for files whose header cells are the same, whatever their case and spacing.</summary>
    public static string HeaderFingerprint(IReadOnlyList<string> header)
    {
        var text = string.Join('\u001F', header.Select(cell => cell.Trim().ToUpperInvariant()));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    public static ColumnMap FromJson(string json) =>
        JsonSerializer.Deserialize<ColumnMap>(json, JsonOptions)
        ?? throw new JsonException("A column map was expected, found null.");

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    public ColumnMap WithColumn(int index, Func<MappedColumn, MappedColumn> change) =>
        this with
        {
            Columns = [.. Columns.Select(c => c.Index == index ? change(c) : c)],
        };

    /// <summary>Tells the learner to leave a column out, or to use it again with a null reason.</summary>
    public ColumnMap WithExcluded(int index, Message? reason) =>
        WithColumn(index, c => c with { IsExcluded = reason is not null, ExcludedReason = reason });

    /// <summary>What must be corrected before the import may start. Empty = nothing.</summary>
    public IReadOnlyList<Error> Validate() => ColumnMapRules.Errors(this);

    /// <summary>
    /// What the user should know but may accept, e.g. that without an outcome column nothing can be learned.
    /// </summary>
    public IReadOnlyList<Message> Warnings() => ColumnMapRules.Warnings(this);
}

/// <summary>A map to start from, with what caught the eye.</summary>
/// <param name="Map">Ready to use; missing tokens that are beyond doubt are already chosen in it.</param>
/// <param name="Leaks">Columns that look filled in after the outcome; the user decides.</param>
/// <param name="Missing">Words that look like "not known", by column.</param>
/// <param name="Evidence">Sentences about the outcome column.</param>
public sealed record MapSuggestion(
    ColumnMap Map,
    IReadOnlyList<LeakSuspicion> Leaks,
    IReadOnlyList<MissingSuggestion> Missing,
    IReadOnlyList<Message> Evidence
)
{
    /// <summary>The program whose export this looks like; null = none that is known.</summary>
    public Presets.ExportPreset? Preset { get; init; }

    /// <summary>Spellings that look like one category, by column.</summary>
    public IReadOnlyList<VariantSuggestion> Variants { get; init; } = [];
}

/// <summary>
/// A column that looks as if it is filled in after the outcome: with it a model would look splendid and predict
/// nothing.
/// </summary>
/// <param name="Auc">How well the column alone tells won from lost in the sample, 0.5 (not at all) .. 1 (perfectly);
/// NaN = not measurable.</param>
/// <param name="Reason">The question with its evidence, one sentence.</param>
public sealed record LeakSuspicion(int ColumnIndex, string Header, double Auc, Message Reason);

/// <summary>A word that looks like "not known" in a column.</summary>
/// <param name="IsLikely">Beyond reasonable doubt: chosen unless the user objects.</param>
public sealed record MissingSuggestion(
    int ColumnIndex,
    string Header,
    string Token,
    int Count,
    double Share,
    bool IsLikely,
    Message Evidence
);
