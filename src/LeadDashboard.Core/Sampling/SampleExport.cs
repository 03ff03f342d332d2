using System.Globalization;

namespace LeadDashboard.Core.Sampling;

/// <summary>
/// Writes a lead the way real exports look: some cells empty, some in other cases and spellings, words for "nothing".
/// </summary>
internal static class SampleExport
{
    private static readonly string[] MissingWords = ["", "", "", "Select", "unknown", "N/A"];

    public static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static void WriteLead(SampleCsv csv, SampleLead lead, int seed)
    {
        var mess = new SampleRandom(seed, lead.Index, 5);
        csv.Cell(lead.ExternalId)
            .Cell(lead.Name)
            .Cell(mess.Chance(0.04) ? lead.Email.ToUpperInvariant() : lead.Email)
            .Cell(mess.Chance(0.2) ? lead.Phone.Replace(" ", "-", StringComparison.Ordinal) : lead.Phone)
            .Cell(lead.Company)
            .Cell(mess.Chance(0.05) ? lead.Title.ToLowerInvariant() : lead.Title)
            .Cell(Blur(ref mess, SampleWords.Industries[lead.IndustryIndex], 0.05))
            .Cell(Blur(ref mess, SampleWords.Sizes[lead.SizeIndex], 0.06))
            .Cell(mess.Chance(0.08) ? mess.Pick(lead.Country.Spellings) : lead.Country.Name)
            .Cell(mess.Chance(0.1) ? "" : lead.City)
            .Cell(Blur(ref mess, lead.Campaign.Source, 0.02))
            .Cell(lead.Campaign.Name)
            .Cell(lead.Campaign.Channel)
            .Cell(SampleWords.Owners[lead.OwnerIndex])
            .Cell(Instant(lead.CreatedUtc))
            .Cell(mess.Chance(0.05) ? "" : Money(lead.ValueAmount))
            .Cell(SampleWords.Products[lead.ProductIndex])
            .Cell(lead.Status.ToString())
            .Cell(lead.ClosedUtc is { } closed ? Instant(closed) : "")
            .Cell(lead.WonAmount is { } won ? Money(won) : "")
            .Cell(lead.LossReason)
            .Cell(lead.Notes)
            .Cell(
                lead.Consent switch
                {
                    true => "Yes",
                    false => "No",
                    null => "",
                }
            )
            .Cell(lead.TimeframeIndex < 0 ? mess.Pick(MissingWords) : SampleWords.Timeframes[lead.TimeframeIndex])
            .Cell(
                lead.CurrentSolutionIndex < 0
                    ? mess.Pick(MissingWords)
                    : SampleWords.CurrentSolutions[lead.CurrentSolutionIndex]
            )
            .Cell(lead.UserCount == 0 ? "" : lead.UserCount.ToString(CultureInfo.InvariantCulture))
            .Cell(lead.ResponseHours.ToString("0.0", CultureInfo.InvariantCulture))
            .Cell(lead.IsNewsletterReader ? "Yes" : "No")
            .EndLine();
    }

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Missing with the given chance, now and then in another case or with a stray blank.</summary>
    private static string Blur(ref SampleRandom random, string value, double missingChance)
    {
        if (random.Chance(missingChance))
        {
            return random.Pick(MissingWords);
        }

        return random.NextDouble() switch
        {
            < 0.03 => value.ToLowerInvariant(),
            < 0.05 => value.ToUpperInvariant(),
            < 0.07 => value + " ",
            _ => value,
        };
    }
}
