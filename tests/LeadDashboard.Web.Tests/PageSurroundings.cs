using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using LeadDashboard.App.Events;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Web.Access;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests;

/// <summary>What every page finds around it: a person, a circuit, events and jobs.</summary>
internal static class PageSurroundings
{
    public const string UserId = "ada";

    /// <summary>To be called after the services of the test's own, which are kept.</summary>
    /// <param name="context">Of the test.</param>
    /// <param name="role">Of who looks at the page.</param>
    /// <param name="isInteractive">False while the page is prerendered.</param>
    public static BunitAuthorizationContext AddPages(this BunitContext context, Role role, bool isInteractive = true)
    {
        // Of bUnit, one second: too little on a machine that is busy with other tests.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        context.Services.AddMudServices();
        context.Services.TryAddSingleton(TimeProvider.System);
        context.Services.TryAddSingleton<PrerenderedState>();
        context.Services.TryAddSingleton<EventHub>();
        context.Services.TryAddSingleton(new JobOptions());
        context.Services.TryAddSingleton<JobBoard>();
        context.Services.TryAddScoped<ActorProvider>();
        var person = new Actor(UserId, role, "Ada");
        var authorization = context
            .AddAuthorization()
            .SetAuthorized(UserId)
            .SetRoles(role.ToString())
            .SetClaims(new Claim(ClaimTypes.NameIdentifier, UserId))
            .SetPolicies([.. Enum.GetNames<Permission>().Where(name => person.Can(Enum.Parse<Permission>(name)))]);

        // From here on nothing can be registered: it makes the renderer.
        context.SetRendererInfo(new RendererInfo(isInteractive ? "Server" : "Static", isInteractive));
        return authorization;
    }
}
