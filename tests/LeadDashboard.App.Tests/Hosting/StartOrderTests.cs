using LeadDashboard.App.Hosting;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadDashboard.App.Tests.Hosting;

public sealed class StartOrderTests
{
    /// <summary>Services start in their order: one that works in the background would find no tables before.</summary>
    [Fact]
    public async Task Start_Database_IsReadyBeforeAnythingWorksInTheBackground()
    {
        await using var app = new TestApp();

        var services = app.Services.GetServices<IHostedService>().ToList();

        var database = services.FindIndex(service => service is DatabaseStart);
        Assert.NotEqual(-1, database);
        Assert.Empty(services.Take(database).OfType<BackgroundService>());
        Assert.NotEmpty(services.Skip(database).OfType<BackgroundService>());
    }
}
