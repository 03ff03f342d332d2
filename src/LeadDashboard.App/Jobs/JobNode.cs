using System.Diagnostics;
using System.Globalization;

namespace LeadDashboard.App.Jobs;

/// <summary>The name under which this process claims jobs: machine/process/unique.</summary>
internal sealed record JobNode(string Machine, int ProcessId, string Name)
{
    public static JobNode Current()
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}"
        );
        return new JobNode(Environment.MachineName, Environment.ProcessId, name);
    }

    /// <summary>
    /// True when the claim comes from a process of this machine that no longer runs: its jobs need not wait until they
    /// are stale.
    /// </summary>
    public bool IsGone(string? claimedBy)
    {
        if (
            claimedBy?.Split('/') is not [var machine, var process, _]
            || machine != Machine
            || !int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        )
        {
            return false;
        }

        if (id == ProcessId)
        {
            // Same number, other run: what a container restart looks like. Two runners inside one process exist in
            // tests only.
            return claimedBy != Name;
        }

        try
        {
            using var running = Process.GetProcessById(id);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
