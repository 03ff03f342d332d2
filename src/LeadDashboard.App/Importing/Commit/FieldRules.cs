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
            ["E-mail"] = Of(TargetField.Email),
            ["Phone"] = Of(TargetField.Phone),
            ["Company"] = Of(TargetField.Company),
            ["Job title"] = Of(TargetField.Title),
            ["City"] = Of(TargetField.City),
            ["Country"] = Of(TargetField.Country),
            ["Industry"] = Of(TargetField.Industry),
            ["Company size"] = Of(TargetField.CompanySize),
            ["Product"] = Of(TargetField.Product),
            ["Expected value"] = Of(TargetField.Value),
        };
        _areAllTaken = _byCustomField.Count == 0;
    }

    /// <summary>Of the whole name, or of the surname where the file has the parts.</summary>
    private FieldRule NameRule =>
        Of(TargetField.Name) is var rule && rule != FieldRule.Take ? rule : Of(TargetField.LastName);

    public void Merge(Lead known, Lead given)
    {
        known.Name =
            Text(known.Name.Length == 0 ? null : known.Name, given.Name.Length == 0 ? null : given.Name, NameRule)
            ?? "";
        known.Email = Text(known.Email, given.Email, Of(TargetField.Email));
        if (given.Phone is not null && IsWritten(Of(TargetField.Phone), string.IsNullOrEmpty(known.Phone)))
        {
            // One number in three forms: they go together.
            (known.Phone, known.PhoneE164, known.PhoneExtension) = (given.Phone, given.PhoneE164, given.PhoneExtension);
        }

        known.Company = Text(known.Company, given.Company, Of(TargetField.Company));
        known.Title = Text(known.Title, given.Title, Of(TargetField.Title));
        known.Industry = Text(known.Industry, given.Industry, Of(TargetField.Industry));
        known.CompanySize = Text(known.CompanySize, given.CompanySize, Of(TargetField.CompanySize));
        known.Country = Text(known.Country, given.Country, Of(TargetField.Country));
        known.City = Text(known.City, given.City, Of(TargetField.City));
        known.Source = Text(known.Source, given.Source, Of(TargetField.Source));
        known.Product = Text(known.Product, given.Product, Of(TargetField.Product));
        known.Notes = Text(known.Notes, given.Notes, Of(TargetField.Notes));
        MergeOwner(known, given);
        known.Consent = Value(known.Consent, given.Consent, Of(TargetField.Consent));
        known.CampaignId = Value(known.CampaignId, given.CampaignId, Of(TargetField.Campaign));
        known.ValueAmount = Value(known.ValueAmount, given.ValueAmount, Of(TargetField.Value));
        known.AttributesJson = Attributes(known.AttributesJson, given.AttributesJson);
        if (given.IsCreatedKnown && IsWritten(Of(TargetField.Created), isEmpty: !known.IsCreatedKnown))
        {
            known.CreatedUtc = given.CreatedUtc;
            known.IsCreatedKnown = true;
        }

        if (
            given.Status != LeadStatus.Open
            && IsWritten(Of(TargetField.Outcome), isEmpty: known.Status == LeadStatus.Open)
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
        foreach (var field in MergeFields.Of(known, given))
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
        if ((given.OwnerId ?? given.OwnerText) is not null && IsWritten(Of(TargetField.Owner), isEmpty))
        {
            (known.OwnerId, known.OwnerText) = given.OwnerId is null
                ? (known.OwnerId, known.OwnerId is null ? given.OwnerText : null)
                : (given.OwnerId, null);
        }
    }

    private FieldRule Of(TargetField target) => _byTarget.GetValueOrDefault(target);

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
