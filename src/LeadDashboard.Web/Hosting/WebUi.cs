using LeadDashboard.Api.Browser;
using LeadDashboard.Data;
using LeadDashboard.Web.Access;
using LeadDashboard.Web.Components.Shared;
using LeadDashboard.Web.Theme;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using MudBlazor.Services;

namespace LeadDashboard.Web.Hosting;

/// <summary>What the browser meets: components, languages, themes, error pages, headers.</summary>
internal static class WebUi
{
    public static IServiceCollection AddWebUi(this IServiceCollection services)
    {
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, RevalidatingAuthState>();
        services.AddScoped<ActorProvider>();
        services.AddSingleton<PrerenderedState>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 256 * 1024);
        services.AddLocalization();
        services.AddMudServices(kit =>
        {
            kit.PopoverOptions.CheckForPopoverProvider = true;
            kit.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        });
        services.AddTransient<MudLocalizer, KitText>();
        services.AddSingleton<ThemeSheet>();
        services.AddHealthChecks().AddDbContextCheck<LeadContext>();
        services.AddProblemDetails();
        return services;
    }

    public static WebApplication UseWebUi(this WebApplication app)
    {
        // First: what a later step sets of the same headers is replaced, so that one of each goes out.
        app.UseSecurityHeaders(SecurityHeaders.For(app.Environment.IsDevelopment()));
        app.UseHttps();
        // Programs get problem details, visitors a page.
        app.UseWhen(IsForPrograms, UseProblemDetails);
        app.UseWhen(http => !IsForPrograms(http), branch => UseErrorPages(branch, app.Environment));
        // Behind the error pages: they run the request again, and it has to find its page then.
        app.UseRouting();
        app.UseRequestLocalization(
            new RequestLocalizationOptions()
                .SetDefaultCulture("en")
                .AddSupportedCultures(PreferenceEndpoints.Cultures)
                .AddSupportedUICultures(PreferenceEndpoints.Cultures)
        );
        return app;
    }

    /// <summary>
    /// Calls of programs and of scripts, and posts of forms: an error page is a page to get, and runs again with the
    /// method and the body of what failed, so that a post which is refused would fail a second time.
    /// </summary>
    private static bool IsForPrograms(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api")
        || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));

    private static void UseProblemDetails(IApplicationBuilder branch)
    {
        branch.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        branch.UseStatusCodePages();
    }

    private static void UseErrorPages(IApplicationBuilder branch, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment())
        {
            branch.UseExceptionHandler(
                new ExceptionHandlerOptions
                {
                    ExceptionHandlingPath = "/error",
                    CreateScopeForErrors = true,
                    StatusCodeSelector = StatusOf,
                }
            );
        }

        branch.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
    }

    /// <summary>
    /// What the sender did wrong stays a 4xx: a form without token, a body that stops or never comes.
    /// </summary>
    private static int StatusOf(Exception failure) =>
        failure is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
}
