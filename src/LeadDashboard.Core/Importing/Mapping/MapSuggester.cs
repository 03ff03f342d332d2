using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Presets;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>Proposes a map from names and content.</summary>
internal static class MapSuggester
{
    public static MapSuggestion Suggest(
        IReadOnlyList<string> header,
        IReadOnlyList<string[]> rows,
        FileFormat format,
        ImportKind kind,
        IReadOnlyCollection<string> customFields
    )
    {
        var sample = header.Select((_, index) => new SampleColumn(rows, index)).ToList();
        var missing = header
            .SelectMany((name, index) => MissingTokens.Suggest(index, name, sample[index].Values))
            .ToList();
        var preset = ExportPresets.Recognize(header, kind);
        var outcome = kind is ImportKind.Leads or ImportKind.Deals
            ? PresetOutcome(preset, header, sample) ?? OutcomeFinder.Find(header, sample, customFields)
            : null;
        var decided = -1;
        if (
            kind == ImportKind.Leads
            && outcome is { } answer
            && StatusBeside.Find(answer.ColumnIndex, answer.Words, header, sample) is { } status
        )
        {
            (decided, outcome) = (answer.ColumnIndex, status);
        }

        var columns = new List<MappedColumn>();
        for (var index = 0; index < header.Count; index++)
        {
            var tokens = missing.Where(m => m.ColumnIndex == index && m.IsLikely).Select(m => m.Token).ToList();
            columns.Add(
                outcome?.ColumnIndex == index
                    ? new MappedColumn
                    {
                        Index = index,
                        Header = header[index],
                        Target = TargetField.Outcome,
                        Type = FieldType.Category,
                        Evidence = outcome.Value.Evidence,
                    }
                    : SuggestColumn(
                        index,
                        header[index],
                        sample[index],
                        tokens,
                        format,
                        kind,
                        preset,
                        hasOutcome: outcome is not null
                    )
            );
        }

        if (decided >= 0)
        {
            var reason = new Message(ImportMessages.SaidByStatus, header[outcome!.Value.ColumnIndex]);
            columns[decided] = columns[decided] with
            {
                Target = TargetField.Custom,
                IsExcluded = true,
                ExcludedReason = reason,
                LeakReason = reason,
            };
        }

        if (kind == ImportKind.Activities)
        {
            ActivityColumns.Part(columns, sample);
        }

        KeepBestPerTarget(columns, sample, kind, preset);
        if (
            TargetFields.For(kind).Contains(TargetField.Email)
            && !columns.Exists(c => c.Target == TargetField.Email)
            && columns.Find(c => c.Target == TargetField.Ignore && LooksLikeEmail(sample[c.Index].Values)) is { } email
        )
        {
            columns[email.Index] = email with
            {
                Target = TargetField.Email,
                Evidence = new Message(ImportMessages.ByValues),
            };
        }

        var variants = Variants(columns, sample, kind);
        var map = new ColumnMap
        {
            Kind = kind,
            Columns = columns,
            Outcome = outcome?.Words,
        };
        var leaks = outcome is { } found
            ? LeakFinder.Find(columns, sample, found.ColumnIndex, found.Words, format.DecimalSeparator)
            : [];
        foreach (var leak in leaks)
        {
            map = map.WithColumn(leak.ColumnIndex, column => column with { LeakReason = leak.Reason });
        }

        return new MapSuggestion(map, leaks, missing, outcome is { } o ? [o.Evidence] : [])
        {
            Preset = preset,
            Variants = variants,
        };
    }

    /// <summary>Spellings of categories; those beyond doubt are chosen in the columns.</summary>
    private static List<VariantSuggestion> Variants(
        List<MappedColumn> columns,
        List<SampleColumn> sample,
        ImportKind kind
    )
    {
        var all = new List<VariantSuggestion>();
        foreach (var column in kind == ImportKind.Leads ? columns.ToList() : [])
        {
            var isCategory =
                column.Target
                    is TargetField.Source
                        or TargetField.Industry
                        or TargetField.CompanySize
                        or TargetField.Product
                        or TargetField.City
                        or TargetField.LossReason
                || (column.Target == TargetField.Custom && column.Type == FieldType.Category);
            if (
                isCategory
                && CategoryVariants.Suggest(column.Index, sample[column.Index].Values, column.MissingTokens)
                    is { Count: > 0 } found
            )
            {
                all.AddRange(found);
                columns[column.Index] = column with
                {
                    Replacements = found
                        .Where(v => v.IsLikely)
                        .ToDictionary(v => v.Variant, v => v.Canonical, StringComparer.Ordinal),
                };
            }
        }

        return all;
    }

    /// <summary>The column by which the recognised program says won or lost, when its words are understood.</summary>
    private static (int ColumnIndex, OutcomeWords Words, Message Evidence)? PresetOutcome(
        ExportPreset? preset,
        IReadOnlyList<string> header,
        List<SampleColumn> sample
    )
    {
        foreach (var name in preset?.Outcomes ?? [])
        {
            var index = header
                .ToList()
                .FindIndex(cell => string.Equals(HeaderWords.Normalize(cell), name, StringComparison.Ordinal));
            if (
                index >= 0
                && OutcomeFinder.Describe(index, header[index], sample[index]) is { Words.WonValues.Count: > 0 } found
            )
            {
                return found;
            }
        }

        return null;
    }

    private static MappedColumn SuggestColumn(
        int index,
        string name,
        SampleColumn sample,
        List<string> tokens,
        FileFormat format,
        ImportKind kind,
        ExportPreset? preset,
        bool hasOutcome
    )
    {
        var known = sample.Known(tokens);
        var type = FieldTypeDetector.Detect(name, known, format.DecimalSeparator, format.DateOrder);
        var column = new MappedColumn
        {
            Index = index,
            Header = name,
            Target = TargetField.Custom,
            Type = type,
            SeenType = known.Count > 0 ? type : null,
            MissingTokens = tokens,
        };
        if (preset?.TargetOf(name) is { } given && given != TargetField.Outcome && Fits(given, known, type))
        {
            return column with
            {
                Target = given,
                Type = TypeOf(given, type),
                Evidence = new Message(ImportMessages.ByPreset, preset.Name),
            };
        }

        if (preset?.IsAfterOutcome(name) == true)
        {
            return column with
            {
                IsExcluded = true,
                ExcludedReason = new Message(ImportMessages.AfterOutcomeInPreset, name, preset.Name),
                LeakReason = new Message(ImportMessages.AfterOutcomeInPreset, name, preset.Name),
            };
        }

        if (
            TargetNames.Find(name, kind) is { } target
            && target != TargetField.Outcome
            && (hasOutcome || target != TargetField.WonAmount || kind != ImportKind.Leads)
            && Fits(target, known, type)
        )
        {
            return column with
            {
                Target = target,
                Type = TypeOf(target, type),
                Evidence = new Message(ImportMessages.ByName),
            };
        }

        if (kind != ImportKind.Leads)
        {
            return column with { Target = TargetField.Ignore };
        }

        if (LooksLikeEmail(sample.Values))
        {
            return column with
            {
                Target = TargetField.Email,
                Type = FieldType.Text,
                Evidence = new Message(ImportMessages.ByValues),
            };
        }

        return column with
        {
            Evidence =
                known.Count == 0 && sample.Values.Count > 0 ? new Message(ImportMessages.EmptyInSample)
                : TargetNames.Find(name, kind) is { } named and not TargetField.Outcome
                    ? new Message(ImportMessages.ValuesDoNotFit, ImportWords.WordFor(named))
                : new Message(ImportMessages.OwnField),
        };
    }

    /// <summary>A name can mislead ("campaign" may count calls): the values must be of the right kind.</summary>
    private static bool Fits(TargetField target, IReadOnlyList<string> known, FieldType type)
    {
        if (known.Count == 0)
        {
            return true;
        }

        var distinct = known.Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return target switch
        {
            TargetField.ExternalId => distinct > known.Count * 0.9 && type != FieldType.Boolean,
            TargetField.Email => known.Count(v => v.Contains('@', StringComparison.Ordinal)) > known.Count * 0.5,
            TargetField.Phone => known.Count(v => IsPhone(SeveralValues.First(v))) > known.Count * 0.5,
            _ when TargetFields.IsInstant(target) || TargetFields.IsDay(target) => type == FieldType.Date
                || Mostly(
                    known,
                    v =>
                        DateText.TryParse(v, DateOrder.DayFirst, out _)
                        || DateText.TryParse(v, DateOrder.MonthFirst, out _)
                ),
            _ when TargetFields.IsNumber(target) => type == FieldType.Number
                || Mostly(
                    known,
                    v => NumberText.TryParseAmount(v, '.', out _) || NumberText.TryParseAmount(v, ',', out _)
                ),
            TargetField.ActivityMinutes => Mostly(known, v => DurationText.TryReadMinutes(v, "", '.', out _)),
            TargetField.ActivityScore => Mostly(known, v => ScoreText.TryRead(v, "", '.', out _, out _)),
            TargetField.ActivityDirection => known.Any(v => ActivityWords.Direction(v) is not null),
            TargetField.Consent or TargetField.IsActive => type == FieldType.Boolean
                || known.All(v => BooleanText.TryParse(v, out _)),
            TargetField.Name or TargetField.FirstName or TargetField.LastName => type
                is FieldType.Text
                    or FieldType.Category,
            TargetField.DealId or TargetField.Sku => distinct > known.Count * 0.2
                && type is not (FieldType.Boolean or FieldType.Date),
            TargetField.Currency => known.All(v => v.Length <= 4),
            TargetField.Campaign
            or TargetField.Channel
            or TargetField.Source
            or TargetField.Product
            or TargetField.Country
            or TargetField.City
            or TargetField.Industry
            or TargetField.Owner
            or TargetField.Company
            or TargetField.Title => type is FieldType.Text or FieldType.Category
                && !known.All(v => NumberText.TryNormalize(v, '.', out _)),
            _ => true,
        };
    }

    private static bool IsPhone(string text) =>
        NormalForms.TryPhone(PhoneForms.SplitExtension(text).Number, out _)
        || SpreadsheetText.HasLostDigits(text, SpreadsheetText.ShortestIdentity);

    /// <summary>
    /// A few cells that cannot be read do not make another column of it: they are rejected with their reason.
    /// </summary>
    private static bool Mostly(IReadOnlyList<string> known, Func<string, bool> isReadable) =>
        known.Count(isReadable) > known.Count * 0.5;

    private static FieldType TypeOf(TargetField target, FieldType detected) =>
        target switch
        {
            _ when TargetFields.IsInstant(target) || TargetFields.IsDay(target) => FieldType.Date,
            _ when TargetFields.IsNumber(target) => FieldType.Number,
            TargetField.Consent or TargetField.IsActive => FieldType.Boolean,
            TargetField.Industry
            or TargetField.Country
            or TargetField.City
            or TargetField.Source
            or TargetField.Campaign
            or TargetField.Channel
            or TargetField.Owner
            or TargetField.Product
            or TargetField.LossReason
            or TargetField.ActivityKind
            or TargetField.ActivityDirection
            or TargetField.ProductCategory
            or TargetField.Currency
            or TargetField.DealStage
            or TargetField.Programme
            or TargetField.MessageVariant
            or TargetField.CampaignStatus
            or TargetField.CostKind => FieldType.Category,
            TargetField.CompanySize => detected == FieldType.Number ? FieldType.Number : FieldType.Category,
            _ => FieldType.Text,
        };

    /// <summary>
    /// Of two columns for one target the one that the program prefers keeps it, else the fuller one; the other becomes
    /// a custom field.
    /// </summary>
    private static void KeepBestPerTarget(
        List<MappedColumn> columns,
        List<SampleColumn> sample,
        ImportKind kind,
        ExportPreset? preset
    )
    {
        foreach (
            var group in columns
                .Where(c => c.Target is not (TargetField.Ignore or TargetField.Custom))
                .GroupBy(c => c.Target)
                .Where(g => g.Count() > 1)
                .ToList()
        )
        {
            var best = group
                .OrderBy(c => preset?.RankOf(c.Header) ?? 0)
                .ThenByDescending(c => sample[c.Index].Values.Count(v => v.Length > 0))
                .ThenBy(c => kind == ImportKind.Activities ? ActivityNames.RankOf(c.Header) : 0)
                .ThenBy(c => c.Index)
                .First();
            foreach (var other in group.Where(c => c.Index != best.Index))
            {
                columns[other.Index] = other with
                {
                    Target = kind == ImportKind.Leads ? TargetField.Custom : TargetField.Ignore,
                    Evidence = new Message(ImportMessages.TargetTaken, best.Header, ImportWords.WordFor(best.Target)),
                };
            }
        }
    }

    private static bool LooksLikeEmail(IReadOnlyList<string> values)
    {
        var filled = values.Where(v => v.Length > 0).ToList();
        return filled.Count > 0 && filled.Count(v => NormalForms.TryEmail(v, out _)) > filled.Count * 0.8;
    }
}
