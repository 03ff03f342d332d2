using LeadDashboard.Data;

namespace LeadDashboard.App.Hosting;

/// <summary>Reads the options that must be right before anything starts; says all faults at once.</summary>
public static class StartOptions
{
    public static DataOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        var faults = options.Validate();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(
                "The configuration has faults:" + Environment.NewLine + string.Join(Environment.NewLine, faults)
            );
        }

        return options;
    }
}
