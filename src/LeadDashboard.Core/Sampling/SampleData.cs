using System.Globalization;

namespace LeadDashboard.Core.Sampling;

/// <summary>
/// The generated company as the files a CRM, a tracker and an ad account would export (UTF-8 CSV, ISO dates in UTC,
/// decimal point).
/// Leads are drawn while they are written: memory does not grow with their number.
/// </summary>
public sealed class SampleData
{
    private readonly SampleLeadFactory _factory;
    private readonly int _copyCount;
    private readonly Lazy<IReadOnlyDictionary<string, double>> _trueProbabilities;

    internal SampleData(SampleOptions options)
    {
        Options = options;
        _copyCount = (int)(options.Rows * options.DuplicateShare);
        _factory = new SampleLeadFactory(options with { Rows = options.Rows - _copyCount });
        _trueProbabilities = new(() =>
            Leads().ToDictionary(lead => lead.ExternalId, lead => lead.TrueProbability, StringComparer.Ordinal)
        );
    }

    public SampleOptions Options { get; }

    public static IReadOnlyList<string> LeadColumns { get; } =
    [
        "Lead ID", "Name", "Email", "Phone", "Company", "Job Title", "Industry", "Company Size", "Country", "City",
        "Source", "Campaign", "Channel", "Owner", "Created Date", "Expected Value", "Product", "Status", "Closed Date",
        "Won Amount", "Loss Reason", "Notes", "Consent", "Buying Timeframe", "Current Solution", "Number of Users",
        "First Response Hours", "Newsletter",
    ];

    public static IReadOnlyList<string> ActivityColumns { get; } = ["Lead ID", "Type", "Date", "Detail"];

    public static IReadOnlyList<string> SpendColumns { get; } = ["Date", "Campaign", "Channel", "Spend"];

    /// <summary>
    /// The true chance 0..1 of a win by Lead ID, given all that the files show; leads that are another one typed in
    /// again have none. In no file. Computed at the first use.
    /// </summary>
    public IReadOnlyDictionary<string, double> TrueProbabilities => _trueProbabilities.Value;

    /// <summary>
    /// In the order of their arrival (within a few days). Each enumeration draws them anew, equal to the last.
    /// </summary>
    internal IEnumerable<SampleLead> Leads()
    {
        for (var index = 0; index < Options.Rows - _copyCount; index++)
        {
            yield return _factory.Draw(index);
        }
    }

    /// <summary>
    /// Leads that are another one typed in again, with the number of that one: open, without activities, without a
    /// truth of their own.
    /// </summary>
    internal IEnumerable<(SampleLead Copy, int OfIndex)> Copies()
    {
        var originals = Options.Rows - _copyCount;
        for (var copy = 0; copy < _copyCount; copy++)
        {
            var of = new SampleRandom(Options.Seed, copy, 10).NextIndex(originals);
            yield return (SampleCopy.Create(_factory.Draw(of), originals + copy, Options, _factory.ShareAt), of);
        }
    }

    public void WriteLeadsCsv(Stream stream, CancellationToken ct = default) =>
        WriteLeadsCsv(stream, LeadColumns.Count, ct);

    /// <param name="stream">Written to.</param>
    /// <param name="columnCount">The first so many of <see cref="LeadColumns"/>.</param>
    /// <param name="ct">Asked before each lead.</param>
    public void WriteLeadsCsv(Stream stream, int columnCount, CancellationToken ct = default)
    {
        using var csv = new SampleCsv(stream, columnCount);
        csv.Line([.. LeadColumns]);
        foreach (var lead in Leads())
        {
            ct.ThrowIfCancellationRequested();
            SampleExport.WriteLead(csv, lead, Options.Seed);
        }

        foreach (var (copy, _) in Copies())
        {
            ct.ThrowIfCancellationRequested();
            SampleExport.WriteLead(csv, copy, Options.Seed);
        }
    }

    public void WriteActivitiesCsv(Stream stream, CancellationToken ct = default)
    {
        using var csv = new SampleCsv(stream);
        csv.Line([.. ActivityColumns]);
        foreach (var lead in Leads())
        {
            ct.ThrowIfCancellationRequested();
            var id = lead.ExternalId;
            foreach (var activity in lead.Activities)
            {
                csv.Line(id, activity.Kind.ToString(), SampleExport.Instant(activity.OccurredUtc), activity.Detail);
            }
        }
    }

    /// <summary>
    /// Lead ID and true chance, for measuring a model against the best possible one. Never part of what a user uploads.
    /// </summary>
    public void WriteTruthCsv(Stream stream, CancellationToken ct = default)
    {
        using var csv = new SampleCsv(stream);
        csv.Line("Lead ID", "True Probability");
        foreach (var lead in Leads())
        {
            ct.ThrowIfCancellationRequested();
            csv.Line(lead.ExternalId, lead.TrueProbability.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public void WriteSpendCsv(Stream stream, CancellationToken ct = default)
    {
        using var csv = new SampleCsv(stream);
        csv.Line([.. SpendColumns]);
        // A day that begins at NowUtc has not happened yet.
        for (var day = _factory.StartUtc.Date; day < Options.NowUtc; day = day.AddDays(1))
        {
            ct.ThrowIfCancellationRequested();
            var share = _factory.ShareAt(day);
            for (var i = 0; i < SampleCampaigns.All.Length; i++)
            {
                var spend = SampleCampaigns.SpendOn(i, day, share, _factory.LeadsPerDayAt(share), Options.Seed);
                if (spend > 0)
                {
                    var campaign = SampleCampaigns.All[i];
                    csv.Line(
                        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        campaign.Name,
                        campaign.Channel,
                        spend.ToString("0.00", CultureInfo.InvariantCulture)
                    );
                }
            }
        }
    }
}
