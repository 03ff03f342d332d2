using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What a row may change on a known lead, field by field. An empty cell never erases, and no row opens a closed lead again.</summary>
internal sealed class FieldRules
{
    private readonly Dictionary<TargetField, FieldRule> byTarget;
    private readonly Dictionary<string, FieldRule> byCustomField;
    private readonly bool areAllTaken;

    public FieldRules(ColumnMap map)
    {
        byTarget = map.Columns.Where(column => column.Rule != FieldRule.Take).GroupBy(column => column.Target).ToDictionary(group => group.Key, group => group.First().Rule);
        byCustomField = map.CustomColumns.Where(column => column.Rule != FieldRule.Take).GroupBy(column => column.Header, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Rule, StringComparer.Ordinal);
        areAllTaken = byCustomField.Count == 0;
    }

    public void Merge(Lead known, Lead given)
    {
        var name = Of(TargetField.Name) is var rule && rule != FieldRule.Take ? rule : Of(TargetField.LastName);
        known.Name = Text(known.Name.Length == 0 ? null : known.Name, given.Name.Length == 0 ? null : given.Name, name) ?? "";
        known.Email = Text(known.Email, given.Email, Of(TargetField.Email));
        known.Phone = Text(known.Phone, given.Phone, Of(TargetField.Phone));
        known.Company = Text(known.Company, given.Company, Of(TargetField.Company));
        known.Title = Text(known.Title, given.Title, Of(TargetField.Title));
        known.Industry = Text(known.Industry, given.Industry, Of(TargetField.Industry));
        known.CompanySize = Text(known.CompanySize, given.CompanySize, Of(TargetField.CompanySize));
        known.Country = Text(known.Country, given.Country, Of(TargetField.Country));
        known.City = Text(known.City, given.City, Of(TargetField.City));
        known.Source = Text(known.Source, given.Source, Of(TargetField.Source));
        known.Product = Text(known.Product, given.Product, Of(TargetField.Product));
        known.Notes = Text(known.Notes, given.Notes, Of(TargetField.Notes));
        known.OwnerId = Text(known.OwnerId, given.OwnerId, Of(TargetField.Owner));
        known.Consent = Value(known.Consent, given.Consent, Of(TargetField.Consent));
        known.CampaignId = Value(known.CampaignId, given.CampaignId, Of(TargetField.Campaign));
        known.ValueAmount = Value(known.ValueAmount, given.ValueAmount, Of(TargetField.Value));
        known.AttributesJson = Attributes(known.AttributesJson, given.AttributesJson);
        if (given.IsCreatedKnown && IsWritten(Of(TargetField.Created), isEmpty: !known.IsCreatedKnown))
        {
            known.CreatedUtc = given.CreatedUtc;
            known.IsCreatedKnown = true;
        }

        if (given.Status != LeadStatus.Open && IsWritten(Of(TargetField.Outcome), isEmpty: known.Status == LeadStatus.Open))
        {
            known.Status = given.Status;
            known.ClosedUtc = given.ClosedUtc;
            known.WonAmount = given.WonAmount;
            known.LossReason = given.LossReason;
        }
    }

    private FieldRule Of(TargetField target) => byTarget.GetValueOrDefault(target);

    private string Attributes(string known, string given)
    {
        if (given == "{}" || (areAllTaken && string.Equals(known, given, StringComparison.Ordinal)))
        {
            return known;
        }

        var before = LeadAttributes.Parse(known);
        var taken = LeadAttributes.Parse(given).Where(attribute => IsWritten(byCustomField.GetValueOrDefault(attribute.Key), isEmpty: !before.ContainsKey(attribute.Key)));
        return LeadAttributes.ToJson(taken.Concat(before).DistinctBy(attribute => attribute.Key, StringComparer.Ordinal));
    }

    private static string? Text(string? known, string? given, FieldRule rule) => given is not null && IsWritten(rule, string.IsNullOrEmpty(known)) ? given : known;

    private static T? Value<T>(T? known, T? given, FieldRule rule)
        where T : struct => given is not null && IsWritten(rule, known is null) ? given : known;

    private static bool IsWritten(FieldRule rule, bool isEmpty) => rule == FieldRule.Take || (rule == FieldRule.OnlyIfEmpty && isEmpty);
}
