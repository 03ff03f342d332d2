using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using LeadDashboard.Web.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadDashboard.Testing;

/// <summary>
/// The whole program (found by one of its types: two of our programs have a Program) on an empty data folder. Jobs run
/// only when a test says so, so that nothing depends on when.
/// </summary>
public sealed partial class TestApp : WebApplicationFactory<ActorProvider>
{
    public const string Password = "a quiet green river";

    private readonly string _folder = Directory.CreateTempSubdirectory("leads-test-").FullName;

    /// <summary>A PostgreSQL database of its own, created at the first use; null = SQLite.</summary>
    public string? Postgres { get; init; }

    /// <summary>Keys of the configuration that differ from the defaults.</summary>
    public IReadOnlyDictionary<string, string> Configured { get; init; } = new Dictionary<string, string>();

    /// <summary>"Production" shows what users get: error pages in place of the developer's.</summary>
    public string EnvironmentName { get; init; } = "Development";

    public string Folder => _folder;

    public string Uploads => Path.Combine(_folder, "uploads");

    public IDbContextFactory<LeadContext> Contexts => Get<IDbContextFactory<LeadContext>>();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public static Actor ActorOf(Role role) => new("actor-" + role, role, role.ToString());

    /// <summary>The address is email; the password is <see cref="Password"/>.</summary>
    public async Task<AppUser> AddUserAsync(string email, Role role)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var user = new AppUser
        {
            UserName = email,
            Email = email,
            DisplayName = email,
        };
        var created = await users.CreateAsync(user, Password);
        Assert.True(created.Succeeded, string.Join(' ', created.Errors.Select(error => error.Description)));
        await users.AddToRoleAsync(user, role.ToString());
        return user;
    }

    /// <summary>A browser that keeps cookies and shows redirects instead of following them.</summary>
    public HttpClient NewBrowser() =>
        CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>The one account of a role that <see cref="SignedInAsync"/> uses; made at the first call.</summary>
    public async Task<string> EnsureUserAsync(Role role)
    {
        var email = role.ToString().ToLowerInvariant() + "@example.com";
        await using var context = await Contexts.CreateDbContextAsync();
        if (!await context.Users.AnyAsync(user => user.Email == email))
        {
            await AddUserAsync(email, role);
        }

        return email;
    }

    public async Task<HttpClient> SignedInAsync(Role role)
    {
        var email = await EnsureUserAsync(role);
        var browser = NewBrowser();
        var answer = await SignInAsync(browser, email, Password);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
        return browser;
    }

    public static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string email, string password) =>
        PostFormAsync(browser, "/sign-in", "/account/sign-in", ("email", email), ("password", password));

    /// <summary>A file on its way, or the rest of one, as the upload page sends it.</summary>
    /// <param name="offset">Bytes of the file before this part.</param>
    /// <param name="size">Of the whole file; null = it ends with this part.</param>
    public static HttpRequestMessage UploadPart(
        string name,
        byte[] part,
        Guid? id = null,
        long offset = 0,
        long? size = null
    )
    {
        var whole = (size ?? offset + part.Length).ToString(CultureInfo.InvariantCulture);
        return new HttpRequestMessage(
            HttpMethod.Patch,
            $"/imports/upload/{id ?? Guid.NewGuid()}?name={Uri.EscapeDataString(name)}&size={whole}"
        )
        {
            Content = new ByteArrayContent(part),
            Headers = { { "Upload-Offset", offset.ToString(CultureInfo.InvariantCulture) } },
        };
    }

    /// <summary>Fills in a form: its antiforgery token comes from the page that shows it.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(
        HttpClient browser,
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var token = await TokenOfAsync(browser, page);
        return await PostWithTokenAsync(browser, action, token, fields);
    }

    /// <summary>The antiforgery token of a form, for posts that have to begin at the same time.</summary>
    public static async Task<string> TokenOfAsync(HttpClient browser, string page) =>
        TokenIn(await browser.GetStringAsync(page));

    /// <summary>The antiforgery token in the text of a page.</summary>
    public static string TokenIn(string html)
    {
        var token = TokenPattern().Match(html);
        Assert.True(token.Success, "No antiforgery token on the page.");
        return WebUtility.HtmlDecode(token.Groups["token"].Value);
    }

    /// <summary>Posts a form with a token that is known already.</summary>
    public static async Task<HttpResponseMessage> PostWithTokenAsync(
        HttpClient browser,
        string action,
        string token,
        params IEnumerable<(string Name, string Value)> fields
    )
    {
        var all = fields.Append(("__RequestVerificationToken", token));
        using var content = new FormUrlEncodedContent(
            all.Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );
        return await browser.PostAsync(action, content);
    }

    /// <summary>Runs what waits in both lanes, and what that queues in turn, until nothing waits.</summary>
    public async Task RunJobsAsync()
    {
        var runner = Get<JobRunner>();
        for (var ran = true; ran;)
        {
            ran = false;
            foreach (var lane in Enum.GetValues<JobLane>())
            {
                while (await runner.RunNextAsync(lane, CancellationToken.None) is not null)
                {
                    ran = true;
                }
            }
        }
    }

    /// <summary>Runs the imports that wait, but not what they queue for the learner.</summary>
    public async Task RunDataJobsAsync()
    {
        while (await Get<JobRunner>().RunNextAsync(JobLane.Data, CancellationToken.None) is not null) { }
    }

    public async Task<Job> JobAsync(int id)
    {
        await using var context = await Contexts.CreateDbContextAsync();
        return await context.Jobs.AsNoTracking().SingleAsync(job => job.Id == id);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("Data:Folder", _folder);
        foreach (var (key, value) in Configured)
        {
            builder.UseSetting(key, value);
        }

        if (Postgres is not null)
        {
            builder.UseSetting("Data:Provider", "Postgres");
            builder.UseSetting("Data:ConnectionString", Postgres);
        }

        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        builder.ConfigureServices(services =>
        {
            // The runner is a hosted service by a factory: only its place among the services tells it from others.
            foreach (
                var service in services
                    .Where(service => service.ServiceType == typeof(IHostedService) && IsBackground(service))
                    .ToList()
            )
            {
                services.Remove(service);
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static bool IsBackground(ServiceDescriptor service) =>
        service.ImplementationType == typeof(RetrainWatch)
        || service.ImplementationFactory?.Method.DeclaringType?.FullName?.StartsWith(
            "LeadDashboard.",
            StringComparison.Ordinal
        ) == true;

    [GeneratedRegex(
        "name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TokenPattern();
}
