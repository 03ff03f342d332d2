using System.Text.Json;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Sampling;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Benchmarks.Grid;

/// <summary>
/// Leads of the sample company as the import stores them, scored, so that every column of the list has something to
/// sort by.
/// </summary>
internal static class GridLeads
{
    public static async Task<List<Lead>> GenerateAsync(int rowCount, IDictionary<string, Campaign> campaigns)
    {
        var sample = SampleCompany.Generate(
            new SampleOptions(new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), rowCount)
        );
        using var file = new MemoryStream();
        sample.WriteLeadsCsv(file);
        return await ParseAsync(new MemoryStream(file.ToArray()), sample, campaigns);
    }

    private static async Task<List<Lead>> ParseAsync(
        Stream file,
        SampleData sample,
        IDictionary<string, Campaign> campaigns
    )
    {
        var format = FileFormat.Detect(file).Value!;
        file.Position = 0;
        var preview = (await FilePreview.ReadAsync(file, format, 500)).Value!;
        var map = ColumnMap.Suggest(preview.Header, [.. preview.Rows.Select(row => row.Cells)], format).Map;
        var parser = new LeadParser(map, new ParseContext(format, "grid", sample.Options.NowUtc));
        var truth = sample.TrueProbabilities.Values.ToArray();
        var leads = new List<Lead>(sample.Options.Rows);
        file.Position = 0;
        await foreach (var row in TabularFile.ReadRowsAsync(file, format))
        {
            var parsed = parser.Parse(row).Value!;
            var lead = parsed.Lead;
            if (parsed.CampaignName is { } name)
            {
                if (!campaigns.TryGetValue(name, out var campaign))
                {
                    campaigns[name] = campaign = new Campaign
                    {
                        Id = campaigns.Count + 1,
                        Name = name,
                        Channel = parsed.ChannelName ?? "",
                    };
                }

                lead.CampaignId = campaign.Id;
            }

            Score(lead, truth[leads.Count], sample.Options.NowUtc);
            leads.Add(lead);
        }

        return leads;
    }

    private static void Score(Lead lead, double probability, DateTime nowUtc)
    {
        (lead.Probability, lead.ProbabilityLow, lead.ProbabilityHigh) = (
            probability,
            0.8 * probability,
            Math.Min(1, 1.2 * probability)
        );
        lead.Segment = SegmentRules.Assign(probability, SegmentLimits.Default);
        lead.TopReasonsJson = JsonSerializer.Serialize(
            new LeadReason[]
            {
                new("Source", lead.Source ?? "", 0.4),
                new("Industry", lead.Industry ?? "", -0.2),
                new("Country", lead.Country ?? "", 0.1),
            }
        );
        lead.LastActivityUtc = lead.CreatedUtc.AddHours(probability * 400);
        lead.ScoredUtc = nowUtc;
    }
}
