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
    private StagedFile? staged;
    private ColumnMap? map;
    private IReadOnlyList<Error> faults = [];
    private IReadOnlyList<NamedCurrency> others = [];
    private string? offer;
    private string? taken;
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
            await Actors.GetAsync(),
            currency: taken
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
        var (money, before) = (staged!.Money, offer);
        var named = AmountCurrencies.Find(changed, staged.Format, staged.Sample.Rows, money.Code);
        others = [.. named.Where(currency => currency.Code != money.Code)];
        offer = money.IsFree ? AmountCurrencies.Offer(named, money.Code) : null;

        // Where nobody has chosen the company's money, the first file with amounts says it unless a person objects.
        taken =
            offer is null ? null
            : offer == before ? taken
            : money.IsChosen ? null
            : offer;
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

    private int UsedCount => map!.Columns.Count(column => column.Target != TargetField.Ignore);

    /// <summary>What the file shows against the map of an earlier one, as long as nobody has corrected it.</summary>
    private IReadOnlyList<Message> Contradictions() =>
        staged!.EarlierFormat is { } earlier
            ? MapContradictions.Find(map!, staged.Suggestion.Map, staged.Format, earlier, staged.Sample)
            : [];

    /// <summary>Columns that look filled in after the outcome, as long as they are fields of their own.</summary>
    private IEnumerable<(LeakSuspicion Leak, MappedColumn Column)> Leaks() =>
        staged!.Suggestion.Leaks.Join(
            map!.Columns.Where(column => column.Target == TargetField.Custom),
            leak => leak.ColumnIndex,
            column => column.Index,
            (leak, column) => (leak, column)
        );

    private void LeaveOut(LeakSuspicion leak, MappedColumn column) =>
        Change(map!.WithExcluded(leak.ColumnIndex, column.IsExcluded ? null : leak.Reason));

    private IReadOnlyList<string> OutcomeWordsOf(int index) =>
        [
            .. WordsOf(index)
                .Concat(map!.Outcome?.WonValues ?? [])
                .Concat(map.Outcome?.LostValues ?? [])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(24),
        ];

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
                SampleValues.Read(column, map!, staged!.Format, staged.Sample.Rows, 3, taken ?? staged.Money.Code)
            );
        }

        return known.Values;
    }
}
