using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;
using Microsoft.AspNetCore.Components;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What the columns of a staged file mean: suggested, corrected by a person, then imported.</summary>
public sealed partial class ImportMapPage
{
    private static readonly Message LeftOutByHand = new(ImportMessages.LeftOutByHand);

    private StagedFile? staged;
    private ColumnMap? map;
    private IReadOnlyList<Error> faults = [];
    private string? error;
    private readonly Dictionary<int, (MappedColumn Column, ColumnMap Map, IReadOnlyList<SampleValue> Values)> samples =
    [];
    private bool isStarting;

    [Parameter]
    public int BatchId { get; set; }

    /// <summary>The file as it was opened, in the format that was found.</summary>
    public sealed record Reading(Result<StagedFile> File);

    protected override object Subject => BatchId;

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token) =>
        new(await Imports.OpenAsync(BatchId, null, actor, token));

    protected override void Show(Reading data, bool isNewSubject) => Show(data.File, corrected: null);

    private async Task CorrectAsync(FileFormat corrected) =>
        Show(await Imports.OpenAsync(BatchId, corrected, await Actors.GetAsync(), Token), corrected);

    private void Show(Result<StagedFile> result, FileFormat? corrected)
    {
        error = MessageTexts.Say(result.Error);
        if (result.IsOk)
        {
            if (result.Value.Batch is not { Status: ImportStatus.Staged, JobId: null })
            {
                Nav.NavigateTo($"/imports/{BatchId}");
                return;
            }

            var words = corrected is null ? null : map;
            staged = result.Value;
            samples.Clear();
            Change(
                words is null
                    ? staged.Map
                    : MissingWordRules.KeepWords(staged.Map, words, staged.Format, staged.Sample.Rows)
            );
        }
    }

    private async Task ChangeKindAsync(ImportKind kind)
    {
        var changed = await Imports.ChangeKindAsync(BatchId, kind, await Actors.GetAsync());
        error = MessageTexts.Say(changed.Error);
        if (changed.IsOk)
        {
            await ReadAgainAsync();
        }
    }

    private async Task StartAsync()
    {
        isStarting = true;
        var result = await Imports.StartAsync(
            BatchId,
            staged!.Format,
            map!,
            staged.Sample.Header,
            await Actors.GetAsync()
        );
        if (result.IsOk)
        {
            Nav.NavigateTo($"/imports/{BatchId}");
        }
        else
        {
            (error, isStarting) = (MessageTexts.Say(result.Error), false);
        }
    }

    private void Change(ColumnMap changed)
    {
        map = changed;
        faults = changed.Validate();
    }

    private void Retarget(MappedColumn column, TargetField target)
    {
        var changed = map!.WithColumn(column.Index, c => c with { Target = target, Evidence = null });
        if (target == TargetField.Outcome)
        {
            // The words of the new outcome column are not known yet: each is open until somebody says what it means.
            changed = changed with
            {
                Outcome = new OutcomeWords { OpenValues = WordsOf(column.Index) },
            };
        }
        else if (changed.OutcomeColumn is null)
        {
            changed = changed with { Outcome = null };
        }

        Change(changed);
    }

    private IReadOnlyList<VariantSuggestion> VariantsOf(MappedColumn column) =>
        [.. staged!.Suggestion.Variants.Where(variant => variant.ColumnIndex == column.Index).Take(12)];

    private void Toggle(MappedColumn column, VariantSuggestion variant) =>
        Change(
            map!.WithColumn(
                column.Index,
                c =>
                {
                    var replacements = new Dictionary<string, string>(c.Replacements, StringComparer.Ordinal);
                    if (!replacements.Remove(variant.Variant))
                    {
                        replacements[variant.Variant] = variant.Canonical;
                    }

                    return c with
                    {
                        Replacements = replacements,
                    };
                }
            )
        );

    private void Mean(string word, string meaning)
    {
        var words = map!.Outcome ?? new OutcomeWords();
        IReadOnlyList<string> With(IReadOnlyList<string> list, bool isMeant) =>
            isMeant ? [.. list.Where(known => !Same(known, word)), word] : [.. list.Where(known => !Same(known, word))];
        Change(
            map with
            {
                Outcome = new OutcomeWords
                {
                    WonValues = With(words.WonValues, meaning == "won"),
                    LostValues = With(words.LostValues, meaning == "lost"),
                    OpenValues = With(words.OpenValues, meaning == "open"),
                },
            }
        );
    }

    private string MeaningOf(string word) =>
        map!.Outcome is not { } words ? "open"
        : words.WonValues.Any(known => Same(known, word)) ? "won"
        : words.LostValues.Any(known => Same(known, word)) ? "lost"
        : "open";

    /// <summary>Words can always be read; numbers, dates and yes or no cannot.</summary>
    private static bool CanBeBad(MappedColumn column) =>
        column.Target
            is TargetField.Created
                or TargetField.Closed
                or TargetField.Value
                or TargetField.WonAmount
                or TargetField.Consent
        || (
            column.Target == TargetField.Custom
            && column.Type is Core.Leads.FieldType.Number or Core.Leads.FieldType.Date or Core.Leads.FieldType.Boolean
        );

    private static bool Same(string a, string b) =>
        string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> OutcomeWordsOf(int index) =>
        WordsOf(index)
            .Concat(map!.Outcome?.WonValues ?? [])
            .Concat(map.Outcome?.LostValues ?? [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(24);

    private string[] WordsOf(int index) =>
        [
            .. staged!
                .Sample.Rows.Select(row => row[index].Trim())
                .Where(word => word.Length > 0)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(24),
        ];

    /// <summary>
    /// Read anew only where the column or the meaning of the outcomes has changed: a page of sixty columns is drawn
    /// often.
    /// </summary>
    private IReadOnlyList<SampleValue> Samples(MappedColumn column)
    {
        if (
            !samples.TryGetValue(column.Index, out var known)
            || !ReferenceEquals(known.Column, column)
            || !ReferenceEquals(known.Map.Outcome, map!.Outcome)
        )
        {
            samples[column.Index] = known = (
                column,
                map!,
                SampleValues.Read(column, map!, staged!.Format, staged.Sample.Rows)
            );
        }

        return known.Values;
    }

    private IEnumerable<string> Suggested(MappedColumn column) =>
        staged!
            .Suggestion.Missing.Where(missing => missing.ColumnIndex == column.Index)
            .Select(missing => missing.Token);
}
