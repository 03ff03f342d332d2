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
    private readonly MappedColumn? _currency;
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
        _currency = ColumnFor(TargetField.Currency);
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

        var cells = new CellReader(row, _context.Format, keepsRows: true, _context.Currency);
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
        if (channel is not null && campaign is null)
        {
            // A channel belongs to a campaign; without one it stays with the lead.
            cells.KeepAside(ColumnFor(TargetField.Channel)!, channel);
        }

        if (cells.TextOrNull(_currency) is { } currency)
        {
            cells.KeepAside(_currency!, currency);
        }

        // Headers are unique: what is kept aside has the name of no custom field.
        _attributes.AddRange(cells.Aside ?? []);

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
        KeepOtherName(ref cells, name, first, TargetField.FirstName);
        KeepOtherName(ref cells, name, last, TargetField.LastName);
        var email = FirstOf(ref cells, ColumnFor(TargetField.Email));
        var phone = FirstOf(ref cells, ColumnFor(TargetField.Phone));
        var company = cells.SpacedOrNull(ColumnFor(TargetField.Company));
        var externalId = cells.Identity(ColumnFor(TargetField.ExternalId));
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
            ValueAmount = cells.Amount(ColumnFor(TargetField.Value), cells.StatedCurrency(_currency)),
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
        if (_outcome.SaysMore(cells.Text(ColumnFor(TargetField.Outcome))))
        {
            KeepText(ref cells, TargetField.Outcome);
        }

        var closed = cells.Date(ColumnFor(TargetField.Closed));
        var amount = cells.Amount(ColumnFor(TargetField.WonAmount), cells.StatedCurrency(_currency));
        if (lead.Status == LeadStatus.Won)
        {
            lead.WonAmount = amount;
        }
        else if (amount is not null && lead.Status == LeadStatus.Open && !IsFilled(ref cells, TargetField.Value))
        {
            // What an open lead is to bring is its value.
            lead.ValueAmount = amount;
        }
        else if (amount is not null)
        {
            KeepText(ref cells, TargetField.WonAmount);
        }

        if (lead.Status != LeadStatus.Open)
        {
            lead.ClosedUtc = closed;
        }
        else if (closed is not null)
        {
            KeepText(ref cells, TargetField.Closed);
        }

        if (lead.Status == LeadStatus.Lost)
        {
            lead.LossReason = cells.SpacedOrNull(ColumnFor(TargetField.LossReason));
        }
        else if (IsFilled(ref cells, TargetField.LossReason))
        {
            KeepText(ref cells, TargetField.LossReason);
        }
    }

    /// <summary>A part of a name that the whole one does not have.</summary>
    private void KeepOtherName(ref CellReader cells, string name, string part, TargetField target)
    {
        if (part.Length > 0 && !name.Contains(NormalForms.Spaces(part), StringComparison.OrdinalIgnoreCase))
        {
            KeepText(ref cells, target);
        }
    }

    /// <summary>The first of several addresses or numbers; all of them are kept beside it.</summary>
    private static string? FirstOf(ref CellReader cells, MappedColumn? column)
    {
        if (cells.Identity(column) is not { } text)
        {
            return null;
        }

        var first = SeveralValues.First(text);
        if (first.Length < text.Length)
        {
            cells.KeepAside(column!, text);
        }

        return first;
    }

    private bool IsFilled(ref CellReader cells, TargetField target) => cells.Text(ColumnFor(target)).Length > 0;

    /// <summary>A cell that the lead as it is has no field for stays with it under the name of its column.</summary>
    private void KeepText(ref CellReader cells, TargetField target) =>
        cells.KeepAside(ColumnFor(target)!, cells.Text(ColumnFor(target)));

    private MappedColumn? ColumnFor(TargetField target) => _known.GetValueOrDefault(target);
}
