using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// A lead as its row gives it. Names of campaign and owner are still text: whoever stores it knows their ids.
/// </summary>
/// <param name="Lead">Without Id, CampaignId and OwnerId. ClosedUtc is null where the file has no closing date, also
/// for a closed lead.</param>
public sealed record ParsedLead(Lead Lead, string? CampaignName, string? ChannelName, string? OwnerText);

/// <summary>Rows in, leads out. Made once per import, used for every row; not for several threads at once.</summary>
public sealed class LeadParser
{
    private readonly ParseContext _context;
    private readonly Dictionary<TargetField, MappedColumn> _known;
    private readonly MappedColumn[] _custom;
    private readonly OutcomeReader _outcome;
    private readonly List<KeyValuePair<string, string>> _attributes = [];

    public LeadParser(ColumnMap map, ParseContext context)
    {
        _context = context;
        _known = map
            .Columns.Where(c => c.Target is not (TargetField.Ignore or TargetField.Custom))
            .GroupBy(c => c.Target)
            .ToDictionary(g => g.Key, g => g.First());
        _custom = [.. map.CustomColumns];
        _outcome = new OutcomeReader(map.Outcome);
    }

    /// <summary>A lead, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedLead> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedLead>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, _context.Format, keepsRows: true);
        var lead = ReadProfile(ref cells, row);
        ReadCourse(ref cells, lead);
        _attributes.Clear();
        foreach (var column in _custom)
        {
            if (cells.Attribute(column) is { Length: > 0 } value)
            {
                _attributes.Add(new(column.Header, value));
            }
        }

        var campaign = cells.SpacedOrNull(ColumnFor(TargetField.Campaign), TextLengths.Field);
        var channel = cells.SpacedOrNull(ColumnFor(TargetField.Channel), TextLengths.Field);
        if (
            channel is not null
            && campaign is null
            && _attributes.TrueForAll(a =>
                !string.Equals(a.Key, ColumnFor(TargetField.Channel)!.Header, StringComparison.Ordinal)
            )
        )
        {
            // A channel belongs to a campaign; without one it stays with the lead.
            _attributes.Add(new(ColumnFor(TargetField.Channel)!.Header, channel));
        }

        if (cells.Error is { } error)
        {
            return new RowResult<ParsedLead>(null, error);
        }

        lead.AttributesJson = _attributes.Count == 0 ? "{}" : LeadAttributes.ToJson(_attributes);
        return new RowResult<ParsedLead>(
            new ParsedLead(lead, campaign, channel, cells.TextOrNull(ColumnFor(TargetField.Owner))),
            null,
            cells.Warnings
        );
    }

    private Lead ReadProfile(ref CellReader cells, FileRow row)
    {
        var first = cells.Text(ColumnFor(TargetField.FirstName));
        var last = cells.Text(ColumnFor(TargetField.LastName));
        var name = NormalForms.Spaces(cells.Text(ColumnFor(TargetField.Name)));
        name = name.Length > 0 ? name : NormalForms.Spaces(first + " " + last);
        var email = cells.TextOrNull(ColumnFor(TargetField.Email));
        var phone = cells.TextOrNull(ColumnFor(TargetField.Phone));
        var company = cells.SpacedOrNull(ColumnFor(TargetField.Company));
        var externalId = cells.TextOrNull(ColumnFor(TargetField.ExternalId));
        var country = cells.TextOrNull(ColumnFor(TargetField.Country));
        var countryCode = country is null ? null : NormalForms.Country(country);
        var parts = PhoneForms.Read(phone, countryCode);
        return new Lead
        {
            LeadKey = LeadKey.From(externalId, email, phone, name, company, _context.FileKey, row.RowIndex),
            Name = name,
            Email = NormalForms.TryEmail(email, out var normalEmail) ? normalEmail : email,
            Phone = NormalForms.TryPhone(phone, out var normalPhone) ? parts.E164 ?? normalPhone : phone,
            PhoneE164 = parts.E164,
            PhoneExtension = parts.Extension,
            Company = company,
            Title = cells.SpacedOrNull(ColumnFor(TargetField.Title)),
            Industry = cells.SpacedOrNull(ColumnFor(TargetField.Industry)),
            CompanySize = cells.SpacedOrNull(ColumnFor(TargetField.CompanySize)),
            Country = countryCode,
            City = cells.SpacedOrNull(ColumnFor(TargetField.City)),
            Source = cells.SpacedOrNull(ColumnFor(TargetField.Source)),
            Product = cells.SpacedOrNull(ColumnFor(TargetField.Product)),
            Notes = cells.TextOrNull(ColumnFor(TargetField.Notes)),
            Consent = cells.Flag(ColumnFor(TargetField.Consent)),
            ValueAmount = cells.Amount(ColumnFor(TargetField.Value)),
            ImportBatchId = _context.ImportBatchId,
            ImportRowIndex = row.RowIndex,
        };
    }

    private void ReadCourse(ref CellReader cells, Lead lead)
    {
        var created = cells.Date(ColumnFor(TargetField.Created));
        lead.CreatedUtc = created ?? _context.ImportedUtc;
        lead.IsCreatedKnown = created is not null;
        lead.Status = _outcome.Read(ref cells, ColumnFor(TargetField.Outcome)) ?? LeadStatus.Open;
        var closed = cells.Date(ColumnFor(TargetField.Closed));
        var amount = cells.Amount(ColumnFor(TargetField.WonAmount));
        if (lead.Status == LeadStatus.Open)
        {
            return;
        }

        lead.ClosedUtc = closed;
        lead.WonAmount = lead.Status == LeadStatus.Won ? amount : null;
        lead.LossReason = lead.Status == LeadStatus.Lost ? cells.SpacedOrNull(ColumnFor(TargetField.LossReason)) : null;
    }

    private MappedColumn? ColumnFor(TargetField target) => _known.GetValueOrDefault(target);
}
