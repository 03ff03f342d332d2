using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Merging;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// What a row may change on a known lead, field by field. An empty cell never erases, and no row opens a closed lead
/// again.
/// </summary>
internal sealed class FieldRules
{
    private readonly Dictionary<TargetField, FieldRule> _byTarget;
    private readonly Dictionary<string, FieldRule> _byCustomField;
    private readonly Dictionary<string, FieldRule> _byMergeField;
    private readonly bool _areAllTaken;

    public FieldRules(ColumnMap map)
    {
        _byTarget = map
            .Columns.Where(column => column.Rule != FieldRule.Take)
            .GroupBy(column => column.Target)
            .ToDictionary(group => group.Key, group => group.First().Rule);
        _byCustomField = map
            .CustomColumns.Where(column => column.Rule != FieldRule.Take)
            .GroupBy(column => column.Header, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Rule, StringComparer.Ordinal);
        _byMergeField = new Dictionary<string, FieldRule>(StringComparer.Ordinal)
        {
            ["Name"] = NameRule,
            ["E-mail"] = RuleFor(TargetField.Email),
            ["Phone"] = RuleFor(TargetField.Phone),
            ["Company"] = RuleFor(TargetField.Company),
            ["Job title"] = RuleFor(TargetField.Title),
            ["City"] = RuleFor(TargetField.City),
            ["Country"] = RuleFor(TargetField.Country),
            ["Industry"] = RuleFor(TargetField.Industry),
            ["Company size"] = RuleFor(TargetField.CompanySize),
            ["Product"] = RuleFor(TargetField.Product),
            ["Expected value"] = RuleFor(TargetField.Value),
        };
        _areAllTaken = _byCustomField.Count == 0;
    }

    /// <summary>Of the whole name, or of the surname where the file has the parts.</summary>
    private FieldRule NameRule =>
        RuleFor(TargetField.Name) is var rule && rule != FieldRule.Take ? rule : RuleFor(TargetField.LastName);

    public void Merge(Lead known, Lead given)
    {
        known.Name =
            Text(known.Name.Length == 0 ? null : known.Name, given.Name.Length == 0 ? null : given.Name, NameRule)
            ?? "";
        known.Email = Text(known.Email, given.Email, RuleFor(TargetField.Email));
        if (given.Phone is not null && IsWritten(RuleFor(TargetField.Phone), string.IsNullOrEmpty(known.Phone)))
        {
            // One number in three forms: they go together.
            (known.Phone, known.PhoneE164, known.PhoneExtension) = (given.Phone, given.PhoneE164, given.PhoneExtension);
        }

        known.Company = Text(known.Company, given.Company, RuleFor(TargetField.Company));
        known.Title = Text(known.Title, given.Title, RuleFor(TargetField.Title));
        known.Industry = Text(known.Industry, given.Industry, RuleFor(TargetField.Industry));
        known.CompanySize = Text(known.CompanySize, given.CompanySize, RuleFor(TargetField.CompanySize));
        known.Country = Text(known.Country, given.Country, RuleFor(TargetField.Country));
        known.City = Text(known.City, given.City, RuleFor(TargetField.City));
        known.Source = Text(known.Source, given.Source, RuleFor(TargetField.Source));
        known.Product = Text(known.Product, given.Product, RuleFor(TargetField.Product));
        known.Notes = Text(known.Notes, given.Notes, RuleFor(TargetField.Notes));
        MergeOwner(known, given);
        known.Consent = Value(known.Consent, given.Consent, RuleFor(TargetField.Consent));
        known.CampaignId = Value(known.CampaignId, given.CampaignId, RuleFor(TargetField.Campaign));
        known.ValueAmount = Value(known.ValueAmount, given.ValueAmount, RuleFor(TargetField.Value));
        known.AttributesJson = Attributes(known.AttributesJson, given.AttributesJson);
        if (given.IsCreatedKnown && IsWritten(RuleFor(TargetField.Created), isEmpty: !known.IsCreatedKnown))
        {
            known.CreatedUtc = given.CreatedUtc;
            known.IsCreatedKnown = true;
        }

        if (
            given.Status != LeadStatus.Open
            && IsWritten(RuleFor(TargetField.Outcome), isEmpty: known.Status == LeadStatus.Open)
        )
        {
            known.Status = given.Status;
            known.ClosedUtc = given.ClosedUtc;
            known.WonAmount = given.WonAmount;
            known.LossReason = given.LossReason;
        }
    }

    /// <summary>
    /// Whose value a merge of the two keeps, by field; fields that no column writes follow the rule of merges.
    /// </summary>
    public IReadOnlyDictionary<string, int> Choices(Lead known, Lead given)
    {
        var choices = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var field in MergeFields.Compare(known, given))
        {
            var rule = _byMergeField.TryGetValue(field.Name, out var named)
                ? named
                : _byCustomField.GetValueOrDefault(field.Name);
            if (field.Read(given).Length > 0)
            {
                choices[field.Name] = IsWritten(rule, field.Read(known).Length == 0) ? given.Id : known.Id;
            }
        }

        return choices;
    }

    /// <summary>
    /// A user and a name that is no user are two ways to say one thing: who is written replaces both.
    /// </summary>
    private void MergeOwner(Lead known, Lead given)
    {
        var isEmpty = known.OwnerId is null && known.OwnerText is null;
        if ((given.OwnerId ?? given.OwnerText) is not null && IsWritten(RuleFor(TargetField.Owner), isEmpty))
        {
            (known.OwnerId, known.OwnerText) = given.OwnerId is null
                ? (known.OwnerId, known.OwnerId is null ? given.OwnerText : null)
                : (given.OwnerId, null);
        }
    }

    private FieldRule RuleFor(TargetField target) => _byTarget.GetValueOrDefault(target);

    private string Attributes(string known, string given)
    {
        if (given == "{}" || (_areAllTaken && string.Equals(known, given, StringComparison.Ordinal)))
        {
            return known;
        }

        var before = LeadAttributes.Parse(known);
        var taken = LeadAttributes
            .Parse(given)
            .Where(attribute =>
                IsWritten(_byCustomField.GetValueOrDefault(attribute.Key), isEmpty: !before.ContainsKey(attribute.Key))
            );
        return LeadAttributes.ToJson(
            taken.Concat(before).DistinctBy(attribute => attribute.Key, StringComparer.Ordinal)
        );
    }

    private static string? Text(string? known, string? given, FieldRule rule) =>
        given is not null && IsWritten(rule, string.IsNullOrEmpty(known)) ? given : known;

    private static T? Value<T>(T? known, T? given, FieldRule rule)
        where T : struct => given is not null && IsWritten(rule, known is null) ? given : known;

    private static bool IsWritten(FieldRule rule, bool isEmpty) =>
        rule == FieldRule.Take || (rule == FieldRule.OnlyIfEmpty && isEmpty);
}
