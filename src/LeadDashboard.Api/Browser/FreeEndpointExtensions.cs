namespace LeadDashboard.Api.Browser;

/// <summary>Marks endpoints as <see cref="FreeEndpoint"/>.</summary>
public static class FreeEndpointExtensions
{
    public static TBuilder Free<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(FreeEndpoint.Mark);
}
