namespace LeadDashboard.App.Events;

/// <summary>Registers the hub and what feeds it.</summary>
public static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventHub>();
        services.AddSingleton<EventFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<EventFollower>());
        return services;
    }
}
