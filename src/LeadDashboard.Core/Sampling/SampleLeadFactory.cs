using System.Globalization;
using System.Text;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Sampling;

/// <summary>Draws lead number i of a company. Every lead is a function of (options, i) alone.</summary>
internal sealed class SampleLeadFactory(SampleOptions options)
{
    /// <summary>
    /// A prime: multiplying by it visits every company once per round, as long as their number is no multiple of it.
    /// </summary>
    private const int Stride = 7919;

    /// <summary>How much busier the last day is than the first: 1 + Growth.</summary>
    private const double Growth = 0.9;

    private readonly int _companyCount = CountCompanies(options.Rows);

    public DateTime StartUtc { get; } = options.NowUtc.AddMonths(-options.Months);

    private double SpanDays => (options.NowUtc - StartUtc).TotalDays;

    /// <summary>Share 0..1 of the sample's span that has passed at the instant.</summary>
    public double ShareAt(DateTime utc) => Math.Clamp((utc - StartUtc).TotalDays / SpanDays, 0, 1);

    /// <summary>Leads the day after the instant is expected to bring.</summary>
    public double LeadsPerDayAt(double share) => options.Rows / SpanDays * (1 + Growth * share) / (1 + Growth / 2);

    private static int CountCompanies(int rows)
    {
        var count = Math.Max(1, (int)(rows / 1.5));
        return count % Stride == 0 ? count + 1 : count;
    }

    public SampleLead Draw(int index)
    {
        var random = new SampleRandom(options.Seed, index, 1);

        // Neighbours in time must not be colleagues: spread companies over the whole span.
        var company = (int)(((long)index * Stride + (uint)options.Seed) % _companyCount);
        var colleague = index / _companyCount;
        var accountRandom = new SampleRandom(options.Seed, company, 2);
        var country = SampleCountries.All[accountRandom.PickWeighted(SampleCountries.Weights)];
        var createdUtc = DrawCreated(ref random, index);
        var share = ShareAt(createdUtc);
        var lead = new SampleLead
        {
            Index = index,
            Country = country,
            CreatedUtc = createdUtc,
            Campaign = SampleCampaigns.All[SampleCampaigns.Pick(ref random, share, country.IsChinese)],
            IndustryIndex = accountRandom.NextIndex(SampleWords.Industries.Length),
            SizeIndex = accountRandom.PickWeighted(SampleWords.SizeWeights),
            City = accountRandom.Pick(country.Cities),
        };
        SetPerson(lead, ref random, company, colleague);
        SetNeed(lead, ref random);
        SetOutcome(lead, share);
        return lead;
    }

    private DateTime DrawCreated(ref SampleRandom random, int index)
    {
        // Inverse of the distribution function of a density that grows linearly.
        var level = (index + random.NextDouble()) / options.Rows;
        var share = (Math.Sqrt(1 + 2 * Growth * (1 + Growth / 2) * level) - 1) / Growth;
        var day = StartUtc.AddDays(share * SpanDays).Date;
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && random.Chance(0.6))
        {
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Saturday ? -1 : -2);
        }

        var created = day.AddMinutes(Math.Clamp(780 + 190 * random.NextNormal(), 0, 1439));
        created = new DateTime(created.Ticks - created.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);
        if (created < StartUtc)
        {
            created = created.AddDays(3);
        }

        return created < options.NowUtc ? created : options.NowUtc.AddMinutes(-5 - random.NextIndex(600));
    }

    private static void SetPerson(SampleLead lead, ref SampleRandom random, int company, int colleague)
    {
        var first = random.Pick(lead.Country.FirstNames);
        var last = random.Pick(lead.Country.LastNames);
        string local;
        if (lead.Country.IsChinese)
        {
            var firstParts = first.Split('|');
            var lastParts = last.Split('|');
            lead.Name = random.Chance(0.8) ? lastParts[0] + firstParts[0] : firstParts[1] + " " + lastParts[1];
            local = firstParts[1] + "." + lastParts[1];
        }
        else
        {
            lead.Name = first + " " + last;
            local = first + "." + last;
        }

        var (companyName, domain) = NameCompany(company, lead.Country, lead.City);
        local = ToAscii(local);
        lead.HasFreeEmail = random.Chance(lead.SizeIndex == 0 ? 0.4 : 0.1);
        lead.Company = random.Chance(0.97) ? companyName : "";
        lead.Email = lead.HasFreeEmail
            ? local
                + (lead.Index + 1).ToString(CultureInfo.InvariantCulture)
                + "@"
                + random.Pick(SampleWords.FreeMailDomains)
            : local + (colleague == 0 ? "" : (colleague + 1).ToString(CultureInfo.InvariantCulture)) + "@" + domain;
        lead.Phone = random.Chance(0.82) ? DrawPhone(ref random, lead.Country.PhonePattern) : "";
        lead.Seniority = random.PickWeighted(lead.SizeIndex < 2 ? [6, 17, 25, 17, 35] : [8, 28, 34, 21, 9]);
        lead.Title =
            lead.Country.IsChinese && random.Chance(0.6)
                ? random.Pick(SampleWords.ChineseTitles[lead.Seniority])
                : random.Pick(SampleWords.Titles[lead.Seniority]);
        lead.OwnerIndex =
            lead.Country.IsChinese && random.Chance(0.7) ? 2 : random.NextIndex(SampleWords.Owners.Length);
        lead.Consent = random.Chance(0.06) ? null : random.Chance(0.78);
    }

    private static void SetNeed(SampleLead lead, ref SampleRandom random)
    {
        double[] productWeights = lead.SizeIndex switch
        {
            <= 1 => [58, 32, 3, 7],
            <= 3 => [18, 52, 18, 12],
            _ => [5, 28, 50, 17],
        };
        lead.ProductIndex = random.PickWeighted(productWeights);
        var value =
            SampleWords.ProductPrices[lead.ProductIndex] * Math.Exp(0.12 * lead.SizeIndex + 0.45 * random.NextNormal());
        lead.ValueAmount = Math.Round((decimal)value / 50, 0) * 50 + 50;
        lead.TimeframeIndex = random.Chance(0.88) ? random.PickWeighted(SampleWords.TimeframeWeights) : -1;
        lead.CurrentSolutionIndex = random.Chance(0.85) ? random.NextIndex(SampleWords.CurrentSolutions.Length) : -1;
        lead.UserCount = random.Chance(0.8)
            ? Math.Max(1, (int)(6 * Math.Exp(0.75 * lead.SizeIndex + 0.6 * random.NextNormal())))
            : 0;
        lead.ResponseHours = Math.Round(Math.Exp(1.6 + 1.1 * random.NextNormal()), 1);
        lead.IsNewsletterReader = random.Chance(0.35);
        if (random.Chance(0.72))
        {
            lead.NoteMood = random.PickWeighted([28, 46, 26]) - 1;
            lead.Notes = SampleNotes.Write(
                ref random,
                lead.NoteMood,
                lead.Country.IsChinese ? random.Chance(0.85) : random.Chance(0.02)
            );
        }
    }

    /// <summary>
    /// When the deal is decided does not depend on how: otherwise the age of a lead would give its outcome away.
    /// </summary>
    private void SetOutcome(SampleLead lead, double share)
    {
        var random = new SampleRandom(options.Seed, lead.Index, 3);
        var days = 6 + Math.Exp(4.15 + 0.12 * lead.SizeIndex + 0.75 * random.NextNormal());
        var closedUtc = lead.CreatedUtc.AddMinutes(Math.Round(days * 1440));
        SampleActivities.Add(lead, options, Math.Min(30, days * 0.85), closedUtc);
        lead.TrueProbability = SampleTruth.Probability(lead, share);
        var isWon = random.Chance(lead.TrueProbability);
        var noise = random.NextNormal();
        var reason = random.PickWeighted([22, 18, 16, 16, 12, 8, 8]);
        if (closedUtc >= options.NowUtc)
        {
            return;
        }

        lead.ClosedUtc = closedUtc;
        lead.Status = isWon ? LeadStatus.Won : LeadStatus.Lost;
        if (isWon)
        {
            lead.WonAmount = Math.Round(lead.ValueAmount * (decimal)Math.Exp(0.25 * noise - 0.05), 2);
        }
        else
        {
            lead.LossReason = SampleWords.LossReasons[reason];
        }
    }

    /// <summary>Distinct companies have distinct domains.</summary>
    private static (string Name, string Domain) NameCompany(int company, SampleCountry country, string city)
    {
        if (country.IsChinese)
        {
            var firsts = SampleWords.ChineseCompanyFirst;
            var lasts = SampleWords.ChineseCompanyLast;
            var (chineseCombination, chineseNumber) = Spread(company, firsts.Length * firsts.Length * lasts.Length);
            var one = firsts[chineseCombination % firsts.Length].Split('|');
            var two = firsts[chineseCombination / firsts.Length % firsts.Length].Split('|');
            var trade = lasts[chineseCombination / firsts.Length / firsts.Length].Split('|');
            return (
                (city == "Shanghai" ? "上海" : city) + one[0] + two[0] + trade[0] + "有限公司",
                one[1] + two[1] + trade[1] + chineseNumber + ".cn.example"
            );
        }

        var qualifiers = SampleWords.CompanyQualifiers;
        var (combination, number) = Spread(
            company,
            SampleWords.CompanyFirst.Length * SampleWords.CompanyLast.Length * qualifiers.Length
        );
        var first = SampleWords.CompanyFirst[combination % SampleWords.CompanyFirst.Length];
        var last = SampleWords.CompanyLast[
            combination / SampleWords.CompanyFirst.Length % SampleWords.CompanyLast.Length
        ];
        var qualifier = qualifiers[combination / SampleWords.CompanyFirst.Length / SampleWords.CompanyLast.Length];
        var name = $"{first} {last} {qualifier}".TrimEnd();
        return (
            number.Length == 0 ? name : name + " " + number,
            name.ToLowerInvariant().Replace(' ', '-') + number + ".example"
        );
    }

    /// <summary>
    /// A combination that neighbouring companies do not share, and "" or the number of the round when all were used.
    /// </summary>
    private static (int Combination, string Number) Spread(int company, int combinationCount)
    {
        var round = company / combinationCount;
        return (
            (int)(company * 1009L % combinationCount),
            round == 0 ? "" : (round + 1).ToString(CultureInfo.InvariantCulture)
        );
    }

    private static string DrawPhone(ref SampleRandom random, string pattern)
    {
        Span<char> digits = stackalloc char[pattern.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            digits[i] = pattern[i] switch
            {
                '#' => (char)('0' + random.NextIndex(10)),
                'N' => (char)('2' + random.NextIndex(8)),
                var fixedCharacter => fixedCharacter,
            };
        }

        return new string(digits);
    }

    private static string ToAscii(string name)
    {
        var text = new StringBuilder(name.Length + 2);
        foreach (var character in name.Normalize(NormalizationForm.FormD))
        {
            switch (character)
            {
                case 'ß':
                    text.Append("ss");
                    break;
                case 'ł' or 'Ł':
                    text.Append('l');
                    break;
                case '.':
                    text.Append('.');
                    break;
                default:
                    if (char.IsAsciiLetter(character))
                    {
                        text.Append(char.ToLowerInvariant(character));
                    }

                    break;
            }
        }

        return text.ToString();
    }
}
