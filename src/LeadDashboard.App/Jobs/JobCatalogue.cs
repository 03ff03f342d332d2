using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Jobs;

/// <summary>The kinds of job that this program knows, by the names that stand in the rows.</summary>
public sealed class JobCatalogue
{
    private readonly Dictionary<string, JobKind> _kinds;

    public JobCatalogue(IEnumerable<JobKind> kinds)
    {
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        BringingLeads = [.. _kinds.Values.Where(kind => kind.BringsLeads).Select(kind => kind.Name)];
    }

    /// <summary>Names of the kinds by which leads come in.</summary>
    public IReadOnlyList<string> BringingLeads { get; }

    /// <summary>Names of the kinds that one lane runs.</summary>
    public IReadOnlyList<string> NamesOf(JobLane lane) =>
        [.. _kinds.Values.Where(kind => kind.Lane == lane).Select(kind => kind.Name)];

    /// <summary>Null when another version of the program queued the job.</summary>
    public JobKind? Find(string name) => _kinds.GetValueOrDefault(name);

    /// <summary>Who may cancel a job; one of an unknown kind belongs to whoever may change settings.</summary>
    public Permission PermissionFor(string name) => Find(name)?.Permission ?? Permission.EditSettings;
}
