using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What makes a map fit to import.</summary>
internal static class ColumnMapRules
{
    public static IReadOnlyList<Error> Errors(ColumnMap map)
    {
        var errors = new List<Error>();
        foreach (
            var group in map
                .Columns.Where(c => c.Target is not (TargetField.Ignore or TargetField.Custom))
                .GroupBy(c => c.Target)
                .Where(g => g.Count() > 1)
        )
        {
            errors.Add(
                ImportErrors.BadMap(
                    ImportSentences.Say(ImportSentences.TwoForOneTarget, Quote(group.Select(c => c.Header)), group.Key)
                )
            );
        }

        foreach (var column in map.Columns.Where(c => !TargetFields.For(map.Kind).Contains(c.Target)))
        {
            errors.Add(
                ImportErrors.BadMap(
                    ImportSentences.Say(ImportSentences.WrongTarget, column.Header, column.Target, map.Kind)
                )
            );
        }

        errors.AddRange(
            map.Kind switch
            {
                ImportKind.Activities => Required(
                        map,
                        [TargetField.LeadReference, TargetField.Email],
                        ImportSentences.NeedsLead
                    )
                    .Concat(Required(map, [TargetField.ActivityTime], ImportSentences.NeedsTime)),
                ImportKind.Spend => Required(
                        map,
                        [TargetField.Campaign, TargetField.Channel],
                        ImportSentences.NeedsCampaign
                    )
                    .Concat(Required(map, [TargetField.SpendDay], ImportSentences.NeedsDay))
                    .Concat(Required(map, [TargetField.SpendAmount], ImportSentences.NeedsAmount)),
                ImportKind.Products => Required(
                    map,
                    [TargetField.ProductName, TargetField.Sku],
                    ImportSentences.NeedsProduct
                ),
                ImportKind.Deals => Required(map, [TargetField.DealId, TargetField.DealName], ImportSentences.NeedsDeal)
                    .Concat(
                        Required(
                            map,
                            [TargetField.LeadReference, TargetField.Email, TargetField.DealId],
                            ImportSentences.NeedsLeadOfDeal
                        )
                    )
                    .Concat(OutcomeErrors(map)),
                _ => LeadErrors(map),
            }
        );
        return errors;
    }

    public static IReadOnlyList<string> Warnings(ColumnMap map)
    {
        if (map.Kind == ImportKind.Deals)
        {
            return map.OutcomeColumn is null ? [ImportSentences.NoDealOutcome] : [];
        }

        if (map.Kind != ImportKind.Leads)
        {
            return [];
        }

        var warnings = new List<string>();
        if (map.OutcomeColumn is null)
        {
            warnings.Add(ImportSentences.NoOutcome);
        }
        else if (map.Outcome is { WonValues.Count: > 0, LostValues.Count: 0, OpenValues.Count: 0 })
        {
            warnings.Add(ImportSentences.Say(ImportSentences.NoLostValue, map.OutcomeColumn.Header));
        }

        if (
            !map.Columns.Any(c =>
                c.Target is TargetField.ExternalId or TargetField.Email or TargetField.Phone or TargetField.Company
            )
        )
        {
            warnings.Add(ImportSentences.NoIdentity);
        }

        if (!map.Columns.Any(c => c.Target == TargetField.Created))
        {
            warnings.Add(ImportSentences.NoCreated);
        }

        return warnings;
    }

    private static IEnumerable<Error> LeadErrors(ColumnMap map)
    {
        if (map.Columns.All(c => c.Target == TargetField.Ignore))
        {
            yield return ImportErrors.BadMap(ImportSentences.NothingMapped);
        }

        if (map.DuplicateCertainty is not (>= 0.9 and <= 0.999))
        {
            yield return ImportErrors.BadMap(ImportSentences.Say(ImportSentences.BadCertainty, map.DuplicateCertainty));
        }

        foreach (var error in OutcomeErrors(map))
        {
            yield return error;
        }
    }

    private static IEnumerable<Error> OutcomeErrors(ColumnMap map)
    {
        if (map.OutcomeColumn is not { } column)
        {
            yield break;
        }

        if (map.Outcome is null || map.Outcome.WonValues.Count == 0)
        {
            yield return ImportErrors.BadMap(ImportSentences.Say(ImportSentences.NoWonValue, column.Header));
            yield break;
        }

        var lists = new[] { map.Outcome.WonValues, map.Outcome.LostValues, map.Outcome.OpenValues };
        foreach (
            var word in lists
                .SelectMany(list => list.Distinct(StringComparer.OrdinalIgnoreCase))
                .GroupBy(w => w, StringComparer.OrdinalIgnoreCase)
                .Where(g => g.Count() > 1)
        )
        {
            yield return ImportErrors.BadMap(ImportSentences.Say(ImportSentences.TwoMeanings, word.Key, column.Header));
        }
    }

    private static IEnumerable<Error> Required(ColumnMap map, TargetField[] oneOf, string sentence)
    {
        if (!map.Columns.Any(c => oneOf.Contains(c.Target)))
        {
            yield return ImportErrors.BadMap(sentence);
        }
    }

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
