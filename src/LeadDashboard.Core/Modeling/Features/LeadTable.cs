using System.Globalization;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// Leads as raw columns, each seen from an instant of its own. Reads nothing that only a closed lead has (status,
/// closing date, amount won,
/// loss reason, owner) and no running total kept on the lead, which may hold what came later.
/// </summary>
internal static class LeadTable
{
    public static RawTable Build(LeadRows rows, IReadOnlyList<LeadField> fields, IReadOnlyList<DateTime> instantsUtc)
    {
        var (leads, activities, campaigns) = rows;
        var columns = new List<RawColumn>
        {
            Words("Source", leads, lead => lead.Source),
            Words("Industry", leads, lead => lead.Industry),
            Words("Company size", leads, lead => lead.CompanySize),
            Words("Country", leads, lead => lead.Country),
            Words("City", leads, lead => lead.City),
            Words("Product", leads, lead => lead.Product),
            Words("Title", leads, lead => lead.Title),
            Words("Company", leads, lead => lead.Company),
            Words(
                "Consent",
                leads,
                lead =>
                    lead.Consent is { } consent
                        ? consent
                            ? "yes"
                            : "no"
                        : null
            ),
            Words("Campaign", leads, lead => CampaignOf(lead, campaigns)?.Name),
            Words("Channel", leads, lead => CampaignOf(lead, campaigns)?.Channel),
            Words("E-mail kind", leads, lead => MailWord(lead.Email)),
            Words("E-mail domain", leads, lead => MailDomain(lead.Email)),
            Words("Phone given", leads, lead => string.IsNullOrWhiteSpace(lead.Phone) ? "no" : "yes"),
            Numbers("Value", leads, lead => lead.ValueAmount is { } amount ? (float)amount : float.NaN),
            RawColumn.OfTexts("Notes", "Notes", [.. leads.Select(lead => lead.Notes ?? "")]),
            Numbers("Length of notes", leads, lead => lead.Notes?.Length ?? 0),
            Words(
                "Created on weekday",
                leads,
                lead => lead.IsCreatedKnown ? lead.CreatedUtc.DayOfWeek.ToString() : null
            ),
            Numbers(
                "Created at hour",
                leads,
                lead =>
                    lead.IsCreatedKnown && lead.CreatedUtc.TimeOfDay != TimeSpan.Zero ? lead.CreatedUtc.Hour : float.NaN
            ),
        };
        columns.AddRange(ActivityFeatures.Build([.. leads.Select(lead => lead.Id)], activities, instantsUtc));
        columns.AddRange(rows.Columns.Select(column => column.Build(leads, instantsUtc)));
        AddCustomFields(columns, leads, fields, instantsUtc);
        return new RawTable(columns, leads.Count);
    }

    private static void AddCustomFields(
        List<RawColumn> columns,
        IReadOnlyList<Lead> leads,
        IReadOnlyList<LeadField> fields,
        IReadOnlyList<DateTime> instantsUtc
    )
    {
        if (fields.Count == 0)
        {
            return;
        }

        var cells = fields.Select(_ => new string[leads.Count]).ToArray();
        for (var row = 0; row < leads.Count; row++)
        {
            var attributes = LeadAttributes.Parse(leads[row].AttributesJson);
            for (var f = 0; f < fields.Count; f++)
            {
                cells[f][row] =
                    attributes.TryGetValue(fields[f].Name, out var text)
                    && !fields[f].MissingTokens.Contains(text, StringComparer.OrdinalIgnoreCase)
                        ? text
                        : "";
            }
        }

        var taken = columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        for (var f = 0; f < fields.Count; f++)
        {
            var field = fields[f];
            var name = field.Name;
            while (!taken.Add(name))
            {
                name += " (custom)";
            }

            switch (field.Type)
            {
                case FieldType.Number:
                    columns.Add(RawColumn.ParseNumbers(name, field.Name, cells[f]));
                    break;
                case FieldType.Date:
                    var (days, dates) = DaysBefore(cells[f], instantsUtc);
                    columns.Add(RawColumn.OfDates(name, field.Name, dates, days));
                    break;
                case FieldType.Text:
                    columns.Add(RawColumn.OfTexts(name, field.Name, cells[f]));
                    break;
                default:
                    columns.Add(RawColumn.OfWords(name, field.Name, cells[f]));
                    break;
            }
        }
    }

    /// <summary>
    /// Whole days from the date to the instant, and the date in days; a date after the instant was not known then and
    /// is missing.
    /// </summary>
    private static (float[] Days, float[] Dates) DaysBefore(string[] texts, IReadOnlyList<DateTime> instantsUtc)
    {
        var (days, dates) = (new float[texts.Length], new float[texts.Length]);
        for (var row = 0; row < days.Length; row++)
        {
            DateTime date = default;
            var isKnown =
                texts[row].Length > 0
                && DateTime.TryParse(
                    texts[row],
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out date
                )
                && date < instantsUtc[row];
            days[row] = isKnown ? (float)Math.Floor((instantsUtc[row] - date).TotalDays) : float.NaN;
            dates[row] = isKnown ? (float)(date - RawColumn.DateOrigin).TotalDays : float.NaN;
        }

        return (days, dates);
    }

    private static Campaign? CampaignOf(Lead lead, IReadOnlyDictionary<int, Campaign> campaigns) =>
        lead.CampaignId is { } id ? campaigns.GetValueOrDefault(id) : null;

    /// <summary>Three words, which stored models know: an address that is none counts as not given.</summary>
    private static string MailWord(string? email) =>
        LeadQuality.MailKindOf(email) switch
        {
            MailKind.Free => "free",
            MailKind.Business => "business",
            _ => "none",
        };

    private static string? MailDomain(string? email)
    {
        var at = email?.LastIndexOf('@') ?? -1;
        return at < 1 ? null : email![(at + 1)..].Trim();
    }

    private static RawColumn Words(string name, IReadOnlyList<Lead> leads, Func<Lead, string?> read)
    {
        var words = new string[leads.Count];
        for (var row = 0; row < words.Length; row++)
        {
            words[row] = read(leads[row]) ?? "";
        }

        return RawColumn.OfWords(name, name, words);
    }

    private static RawColumn Numbers(string name, IReadOnlyList<Lead> leads, Func<Lead, float> read)
    {
        var numbers = new float[leads.Count];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = read(leads[row]);
        }

        return RawColumn.OfNumbers(name, name, numbers);
    }
}
