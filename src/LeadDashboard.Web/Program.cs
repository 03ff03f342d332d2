using LeadDashboard.Api;
using LeadDashboard.Api.Access;
using LeadDashboard.Api.Browser;
using LeadDashboard.App;
using LeadDashboard.App.Hosting;
using LeadDashboard.Web.Components;
using LeadDashboard.Web.Features;
using LeadDashboard.Web.Hosting;
using LeadDashboard.Web.Theme;

// A switch, not a key: read as configuration it would take the next argument for its value.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions
    {
        Args = [.. args.Where(argument => argument != "--demo")],
        ContentRootPath = ContentRoot.Find(AppContext.BaseDirectory),
    }
);
var dataOptions = StartOptions.Read(builder.Configuration);
var dataFolder = Path.GetFullPath(dataOptions.Folder, builder.Environment.ContentRootPath);

builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
// First of all that starts: what works in the background finds the tables.
builder.Services.AddHostedService<DatabaseStart>();
builder.Services.AddApp(dataOptions, dataFolder);
builder.Services.AddSingleton(new DemoSwitch(args.Contains("--demo", StringComparer.Ordinal)));
builder.Services.AddSingleton<DemoSetup>();
builder.Services.AddSingleton<StartReport>();
builder.Services.AddAccess(dataFolder, builder.Configuration);
builder.Services.AddPublicApi();
builder.Services.AddWebUi();
builder.Services.AddFeatureUis();

var app = builder.Build();
app.UseWebUi();
app.UseAuthentication();
app.UseMiddleware<FirstRunMiddleware>();
app.UseMiddleware<OwnPasswordMiddleware>();
app.UseAuthorization();
app.UseRateLimiter();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous().Free();
app.MapHealthChecks("/health").AllowAnonymous().Free();
ThemeSheet.Map(app);
app.MapApi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.StartAsync();
await app.Services.GetRequiredService<StartReport>().WriteAsync();
await app.WaitForShutdownAsync();

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
