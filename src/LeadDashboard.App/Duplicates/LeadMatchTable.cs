using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// All leads as a table to compare: the known fields that say who a lead is, and custom fields whose name says the same
/// (address, birth date, postcode).
/// </summary>
/// <param name="LeadIds">Lead behind each row, ascending; then <see cref="NotStored"/> for each lead that is not stored
/// yet.</param>
/// <param name="BatchIds">Import that created the lead behind each row; 0 = none, or not stored yet.</param>
internal sealed record LeadMatchTable(MatchTable Table, int[] LeadIds, int[] BatchIds)
{
    public const int NotStored = -1;
    public const string Name = "Name";
    public const string Email = "E-mail";
    public const string Phone = "Phone";
    public const string Company = "Company";
    public const string City = "City";
    public const string Country = "Country";

    private static readonly MatchField[] Known =
    [
        new(Name, MatchKind.FullName),
        new(Email, MatchKind.Email),
        new(Phone, MatchKind.Phone),
        new(Company, MatchKind.Company),
        new(City, MatchKind.Text),
        new(Country, MatchKind.Category),
    ];

    /// <summary>null where there is nothing to compare.</summary>
    /// <param name="more">Leads that are not stored, compared with all others and with each other.</param>
    /// <param name="moreFields">Custom fields of theirs, known already or not.</param>
    public static async Task<LeadMatchTable?> LoadAsync(
        LeadContext context,
        IReadOnlyList<Lead> more,
        IReadOnlyList<FieldDefinition> moreFields,
        CancellationToken cancellationToken
    )
    {
        var custom = (await context.FieldDefinitions.AsNoTracking().ToListAsync(cancellationToken))
            .Concat(moreFields)
            .DistinctBy(field => field.Name, StringComparer.Ordinal)
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => (field.Name, Kind: KindOf(field)))
            .Where(field => field.Kind is not null)
            .Take(MatchTable.MaxFields - Known.Length)
            .Select(field => new MatchField(field.Name, field.Kind!.Value))
            .ToArray();
        MatchField[] all = [.. Known, .. custom];
        var count = await context.Leads.CountAsync(cancellationToken) + more.Count;
        var builder = new MatchTableBuilder(all, count);
        var texts = new string?[all.Length];
        var (ids, batches) = (new List<int>(count), new List<int>(count));
        var rows = context
            .Leads.AsNoTracking()
            .OrderBy(lead => lead.Id)
            .Select(lead => new
            {
                lead.Id,
                lead.ImportBatchId,
                lead.Name,
                lead.Email,
                lead.Phone,
                lead.Company,
                lead.City,
                lead.Country,
                Attributes = custom.Length > 0 ? lead.AttributesJson : "{}",
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Add(
                row.Id,
                row.ImportBatchId ?? 0,
                [row.Name, Personal(row.Email), row.Phone, row.Company, row.City, row.Country],
                row.Attributes
            );
        }

        foreach (var lead in more)
        {
            Add(
                NotStored,
                0,
                [lead.Name, Personal(lead.Email), lead.Phone, lead.Company, lead.City, lead.Country],
                lead.AttributesJson
            );
        }

        var filled = builder.FilledFields;
        return ids.Count < 2 || filled.Count == 0
            ? null
            : new LeadMatchTable(builder.Build(filled), [.. ids], [.. batches]);

        void Add(int id, int batchId, ReadOnlySpan<string?> known, string attributesJson)
        {
            ids.Add(id);
            batches.Add(batchId);
            known.CopyTo(texts);
            if (custom.Length > 0)
            {
                var attributes = LeadAttributes.Parse(attributesJson);
                for (var i = 0; i < custom.Length; i++)
                {
                    texts[known.Length + i] = attributes.GetValueOrDefault(custom[i].Name);
                }
            }

            builder.Add(texts);
        }
    }

    /// <summary>Two people who share a mailbox are no more alike for it.</summary>
    private static string? Personal(string? email) => SharedMailbox.Is(email) ? null : email;

    private static MatchKind? KindOf(FieldDefinition field) =>
        MatchFieldRules.KindOfHeader(field.Name) switch
        {
            MatchKind.Date when !MatchFieldRules.IsBirth(field.Name) => null,
            MatchKind.FullName or MatchKind.Category => null,
            var kind => field.Type is FieldType.Boolean ? null : kind,
        };
}
