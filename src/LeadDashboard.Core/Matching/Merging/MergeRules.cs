using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Matching.Merging;

/// <summary>
/// What becomes of two leads that are one. The rules, in the order of the fields:
/// the survivor is the lead with more filled fields, then the older one; the person may choose the other.
/// A filled value beats an empty one; for the name the fuller one wins. Of two spellings the well-formed one wins, and
/// of two that differ like a typing error the one that more leads have; else the newer lead's value. The person may
/// choose per field. Notes are kept both.
/// No consent beats consent. Created: the earlier known instant. Campaign and source: first touch, so the earlier
/// lead's campaign keeps its credit.
/// Outcome: won beats lost beats open; of two wins the later closing counts and the amounts are added, unless they are
/// the same deal (equal amount or closed on the same day).
/// Activities, deals and outcomes move to the survivor; the score is computed anew.
/// </summary>
public static class MergeRules
{
    public static Lead SurvivorOf(Lead left, Lead right)
    {
        var (first, second) = (Filled(left, right, left), Filled(left, right, right));
        return first != second ? (first > second ? left : right)
            : left.CreatedUtc != right.CreatedUtc ? (left.CreatedUtc < right.CreatedUtc ? left : right)
            : left.Id <= right.Id ? left
            : right;
    }

    /// <summary>The lead whose value of a field is kept when nobody chooses.</summary>
    /// <param name="counts">null = nobody counted: the newer lead's value counts in place of the frequent one.</param>
    public static Lead SourceOf(MergeField field, Lead left, Lead right, ValueCounts? counts = null)
    {
        var (first, second) = (field.Read(left), field.Read(right));
        if (first.Length == 0 || second.Length == 0)
        {
            return second.Length == 0 ? left : right;
        }

        if (field.Name == "Name" && Fullness(first) != Fullness(second))
        {
            return Fullness(first) > Fullness(second) ? left : right;
        }

        if (ValueForm.Compare(field.Name, first, second) is var form and not 0)
        {
            return form > 0 ? left : right;
        }

        if (counts is not null && ValueForm.IsSlip(first, second))
        {
            var (leftCount, rightCount) = (counts.CountOf(field.Name, first), counts.CountOf(field.Name, second));
            if (leftCount != rightCount)
            {
                return leftCount > rightCount ? left : right;
            }
        }

        return NewerOf(left, right);
    }

    /// <summary>Fields of which <see cref="SourceOf"/> asks how many leads have either value.</summary>
    public static IEnumerable<MergeField> FieldsToCount(Lead left, Lead right) =>
        MergeFields.Known.Where(field =>
            field.Read(left) is { Length: > 0 } first
            && field.Read(right) is { Length: > 0 } second
            && !string.Equals(first, second, StringComparison.Ordinal)
            && ValueForm.Compare(field.Name, first, second) == 0
            && ValueForm.IsSlip(first, second)
        );

    /// <summary>The merged lead: has the Id and key of the survivor; neither input is changed.</summary>
    /// <param name="choices">Field name to the Id of the lead whose value is kept; fields not named follow the
    /// rule.</param>
    /// <param name="counts">See <see cref="SourceOf"/>.</param>
    public static Lead Merge(
        Lead survivor,
        Lead other,
        IReadOnlyDictionary<string, int> choices,
        ValueCounts? counts = null
    )
    {
        var result = Copy(survivor);
        foreach (var field in MergeFields.Compare(survivor, other))
        {
            var source = choices.TryGetValue(field.Name, out var chosen)
                ? (chosen == other.Id ? other : survivor)
                : SourceOf(field, survivor, other, counts);
            field.Copy(source, result);
        }

        result.Notes = Notes(survivor.Notes, other.Notes);
        result.Consent =
            survivor.Consent == false || other.Consent == false ? false : survivor.Consent ?? other.Consent;
        result.OwnerId = survivor.OwnerId ?? other.OwnerId;
        result.OwnerText = result.OwnerId is null ? survivor.OwnerText ?? other.OwnerText : null;
        result.TeamId = survivor.TeamId ?? other.TeamId;
        result.AccountId =
            result.Company is null || result.Company == survivor.Company
                ? survivor.AccountId ?? other.AccountId
                : other.AccountId ?? survivor.AccountId;
        result.PhoneE164 = result.Phone == survivor.Phone ? survivor.PhoneE164 : other.PhoneE164;
        result.PhoneExtension = result.Phone == survivor.Phone ? survivor.PhoneExtension : other.PhoneExtension;
        SetFirstTouch(result, survivor, other);
        SetOutcome(result, survivor, other);
        result.ActivityCount = survivor.ActivityCount + other.ActivityCount;
        result.LastActivityUtc = Latest(survivor.LastActivityUtc, other.LastActivityUtc);
        return result;
    }

    /// <summary>All stored properties, none shared.</summary>
    public static Lead Copy(Lead lead) => MergeSnapshot.Parse(MergeSnapshot.ToJson(lead));

    private static int Filled(Lead left, Lead right, Lead of) =>
        MergeFields.Compare(left, right).Count(field => field.Read(of).Length > 0);

    private static Lead NewerOf(Lead left, Lead right)
    {
        var (first, second) = (
            Latest(left.LastActivityUtc, left.CreatedUtc),
            Latest(right.LastActivityUtc, right.CreatedUtc)
        );
        return first != second ? (first > second ? left : right)
            : left.Id > right.Id ? left
            : right;
    }

    /// <summary>
    /// More letters are a fuller name; "Berg, Anna" is no fuller than "Anna Berg", only harder to read.
    /// </summary>
    private static int Fullness(string name) =>
        (2 * name.Count(char.IsLetter)) - (name.Contains(',', StringComparison.Ordinal) ? 1 : 0);

    private static string? Notes(string? survivor, string? other) =>
        string.IsNullOrWhiteSpace(other) || (survivor is not null && survivor.Contains(other, StringComparison.Ordinal))
            ? survivor
        : string.IsNullOrWhiteSpace(survivor) || other.Contains(survivor, StringComparison.Ordinal) ? other
        : survivor + "\n\n" + other;

    private static void SetFirstTouch(Lead result, Lead survivor, Lead other)
    {
        // An instant of import is no creation date: a known one comes first.
        var first =
            survivor.IsCreatedKnown != other.IsCreatedKnown ? (survivor.IsCreatedKnown ? survivor : other)
            : survivor.CreatedUtc <= other.CreatedUtc ? survivor
            : other;
        var second = ReferenceEquals(first, survivor) ? other : survivor;
        result.CreatedUtc = first.CreatedUtc;
        result.IsCreatedKnown = first.IsCreatedKnown;
        (result.CampaignId, result.Source) =
            first.CampaignId is not null || second.CampaignId is null
                ? (first.CampaignId, first.Source ?? second.Source)
                : (second.CampaignId, second.Source ?? first.Source);
    }

    private static void SetOutcome(Lead result, Lead survivor, Lead other)
    {
        var (best, rest) =
            Strength(survivor) > Strength(other)
            || (Strength(survivor) == Strength(other) && !(other.ClosedUtc > survivor.ClosedUtc))
                ? (survivor, other)
                : (other, survivor);
        result.Status = best.Status;
        result.ClosedUtc = best.ClosedUtc;
        result.LossReason = best.Status == LeadStatus.Lost ? best.LossReason ?? rest.LossReason : null;
        result.WonAmount = best.WonAmount;
        if (best.Status == LeadStatus.Won && rest.Status == LeadStatus.Won)
        {
            var isSameDeal = best.WonAmount == rest.WonAmount || best.ClosedUtc?.Date == rest.ClosedUtc?.Date;
            result.WonAmount = isSameDeal
                ? best.WonAmount ?? rest.WonAmount
                : (best.WonAmount ?? 0) + (rest.WonAmount ?? 0);
        }
    }

    private static int Strength(Lead lead) =>
        lead.Status switch
        {
            LeadStatus.Won => 2,
            LeadStatus.Lost => 1,
            _ => 0,
        };

    private static DateTime? Latest(DateTime? left, DateTime? right) => left is null || right > left ? right : left;
}
