using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
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
                new Error(
                    ImportMessages.TwoForOneTarget,
                    Quote(group.Select(c => c.Header)),
                    ImportWords.WordFor(group.Key)
                )
            );
        }

        foreach (var column in map.Columns.Where(c => !TargetFields.For(map.Kind).Contains(c.Target)))
        {
            errors.Add(
                new Error(
                    ImportMessages.WrongTarget,
                    column.Header,
                    ImportWords.WordFor(column.Target),
                    ImportWords.WordFor(map.Kind)
                )
            );
        }

        errors.AddRange(
            map.Kind switch
            {
                ImportKind.Activities => Required(
                        map,
                        [TargetField.LeadReference, TargetField.Email],
                        ImportMessages.NeedsLead
                    )
                    .Concat(Required(map, [TargetField.ActivityTime], ImportMessages.NeedsTime)),
                ImportKind.LeadsAndActivities => LeadErrors(map)
                    .Concat(
                        Required(
                            map,
                            [
                                TargetField.LeadReference, TargetField.ExternalId, TargetField.Email,
                                TargetField.Phone,
                            ],
                            ImportMessages.NeedsLead
                        )
                    )
                    .Concat(
                        Required(MixedColumns.ActivitiesOf(map), [TargetField.ActivityTime], ImportMessages.NeedsTime)
                    ),
                ImportKind.Spend => Required(
                        map,
                        [TargetField.Campaign, TargetField.Channel],
                        ImportMessages.NeedsCampaign
                    )
                    .Concat(Required(map, [TargetField.SpendDay], ImportMessages.NeedsDay))
                    .Concat(Required(map, [TargetField.SpendAmount], ImportMessages.NeedsAmount)),
                ImportKind.Products => Required(
                    map,
                    [TargetField.ProductName, TargetField.Sku],
                    ImportMessages.NeedsProduct
                ),
                ImportKind.Deals => Required(map, [TargetField.DealId, TargetField.DealName], ImportMessages.NeedsDeal)
                    .Concat(
                        Required(
                            map,
                            [TargetField.LeadReference, TargetField.Email, TargetField.DealId],
                            ImportMessages.NeedsLeadOfDeal
                        )
                    )
                    .Concat(OutcomeErrors(map)),
                ImportKind.Campaigns => Needed(map, [TargetField.Campaign, TargetField.CampaignId]),
                ImportKind.Stages => Needed(map, [TargetField.DealId])
                    .Concat(Needed(map, [TargetField.DealStage]))
                    .Concat(Needed(map, [TargetField.StageEntered])),
                ImportKind.Purchases => Needed(map, [TargetField.OrderId])
                    .Concat(Needed(map, [TargetField.LeadReference, TargetField.Email]))
                    .Concat(Needed(map, [TargetField.PurchaseDate])),
                ImportKind.Costs => Needed(map, [TargetField.CostKind])
                    .Concat(Needed(map, [TargetField.CostAmount]))
                    .Concat(Needed(map, [TargetField.CostFrom])),
                _ => LeadErrors(map),
            }
        );
        return errors;
    }

    public static IReadOnlyList<Message> Warnings(ColumnMap map)
    {
        if (map.Kind == ImportKind.Deals)
        {
            return map.OutcomeColumn is null ? [new Message(ImportMessages.NoDealOutcome)] : [];
        }

        if (map.Kind == ImportKind.Activities && !map.Columns.Any(c => c.Target == TargetField.ActivityKind))
        {
            var kind = ActivityWords.KindOfHeaders([.. map.Columns.Select(c => c.Header)]);
            return [new Message(ImportMessages.KindOfAll, ImportWords.WordFor(kind))];
        }

        if (!map.Kind.BringsLeads())
        {
            return [];
        }

        var warnings = new List<Message>();
        if (map.OutcomeColumn is null)
        {
            warnings.Add(new Message(ImportMessages.NoOutcome));
        }
        else if (map.Outcome is { WonValues.Count: > 0, LostValues.Count: 0, OpenValues.Count: 0 })
        {
            warnings.Add(new Message(ImportMessages.NoLostValue, map.OutcomeColumn.Header));
        }

        if (
            !map.Columns.Any(c =>
                c.Target is TargetField.ExternalId or TargetField.Email or TargetField.Phone or TargetField.Company
            )
        )
        {
            warnings.Add(new Message(ImportMessages.NoIdentity));
        }

        if (!map.Columns.Any(c => c.Target == TargetField.Created))
        {
            warnings.Add(new Message(ImportMessages.NoCreated));
        }

        return warnings;
    }

    private static IEnumerable<Error> LeadErrors(ColumnMap map)
    {
        if (map.Columns.All(c => c.Target == TargetField.Ignore))
        {
            yield return new Error(ImportMessages.NothingMapped);
        }

        if (map.DuplicateCertainty is not (>= 0.9 and <= 0.999))
        {
            yield return new Error(ImportMessages.BadCertainty, map.DuplicateCertainty);
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
            yield return new Error(ImportMessages.NoWonValue, column.Header);
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
            yield return new Error(ImportMessages.TwoMeanings, word.Key, column.Header);
        }
    }

    private static IEnumerable<Error> Required(ColumnMap map, TargetField[] oneOf, string key)
    {
        if (!map.Columns.Any(c => oneOf.Contains(c.Target)))
        {
            yield return new Error(key);
        }
    }

    private static IEnumerable<Error> Needed(ColumnMap map, TargetField[] oneOf)
    {
        if (!map.Columns.Any(c => oneOf.Contains(c.Target)))
        {
            yield return new Error(
                ImportMessages.NeedsField,
                ImportWords.WordFor(map.Kind),
                Message.List([.. oneOf.Select(ImportWords.WordFor)])
            );
        }
    }

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
