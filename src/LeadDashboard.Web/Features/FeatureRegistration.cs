namespace LeadDashboard.Web.Features;

/// <summary>One line per feature; each feature registers its own services.</summary>
public static class FeatureRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        return services;
    }
}
