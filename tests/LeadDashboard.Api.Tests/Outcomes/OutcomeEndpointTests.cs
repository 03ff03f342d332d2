using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Api.Tests.Outcomes;

public sealed class OutcomeEndpointTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Address = "/api/v1/outcomes";
    private static readonly Actor Admin = TestApp.ActorOf(Role.Admin);

    [Fact]
    public async Task Post_OpenLeadById_Is201WithTheOutcomeAndClosesIt()
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync(value: 900);

        using var answer = await client.PostAsJsonAsync(
            Address,
            new
            {
                lead = IdOf(lead),
                kind = "won",
                amount = 1250.5m,
                reason = " Signed ",
            }
        );

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/leads/{lead.Id}", answer.Headers.Location!.OriginalString);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(lead.Id, body.GetProperty("leadId").GetInt32());
        Assert.Equal("won", body.GetProperty("kind").GetString());
        Assert.Equal(1250.5m, body.GetProperty("amount").GetDecimal());
        Assert.Equal("Signed", body.GetProperty("reason").GetString());
        await using var context = await app.Contexts.CreateDbContextAsync();
        var stored = await context.Leads.AsNoTracking().SingleAsync(row => row.Id == lead.Id);
        Assert.Equal((LeadStatus.Won, 1250.5m), (stored.Status, stored.WonAmount));
        var outcome = await context.Outcomes.SingleAsync(row => row.LeadId == lead.Id);
        Assert.StartsWith("key:", outcome.ActorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passed", null)]
    [InlineData("sold", 80)]
    public async Task Post_PassedOrSold_Is201AndTheLeadStaysOpen(string kind, int? income)
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync(value: 900);
        var body = new
        {
            lead = IdOf(lead),
            kind,
            amount = 80,
        };

        using var answer = await SendAsync(client, body);
        using var again = await SendAsync(client, body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(kind, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("kind").GetString());
        Assert.Equal((409, "outcomes.already-closed"), await ProblemAsync(again));
        await using var context = await app.Contexts.CreateDbContextAsync();
        var stored = await context.Leads.AsNoTracking().SingleAsync(row => row.Id == lead.Id);
        Assert.Equal((LeadStatus.Open, (decimal?)income), (stored.Status, stored.WonAmount));
    }

    [Fact]
    public async Task Post_ByKeyExternalIdOrEmail_FindsTheLead()
    {
        var client = await ClientAsync();
        var byKey = await AddLeadAsync(key: "name:ann|acme");
        var byExternalId = await AddLeadAsync(key: "id:crm-77");
        var byEmail = await AddLeadAsync(key: "id:crm-78", email: "ann@acme.example");
        var closed = await AddLeadAsync(key: "id:crm-79", email: "ann@acme.example");
        await SendAsync(client, new { lead = "id:crm-79", kind = "lost" });

        Assert.Equal(byKey.Id, await ClosedAsync(client, "name:ann|acme"));
        Assert.Equal(byExternalId.Id, await ClosedAsync(client, "CRM-77"));
        Assert.Equal(byEmail.Id, await ClosedAsync(client, " Ann@Acme.example "));
        Assert.NotEqual(closed.Id, byEmail.Id);
    }

    [Fact]
    public async Task Post_SameIdempotencyKeyTwice_RecordsOnceAndAnswers200WithTheSame()
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync();
        var body = new
        {
            lead = IdOf(lead),
            kind = "lost",
            reason = "Too dear",
        };

        using var first = await SendAsync(client, body, "request-1");
        using var second = await SendAsync(client, body, "request-1");
        using var other = await SendAsync(client, new { lead = IdOf(lead), kind = "won" }, "request-1");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal((422, "api.request-key-reused"), await ProblemAsync(other));
        Assert.Equal(1, await CountAsync(lead.Id));
    }

    [Fact]
    public async Task Post_SameIdempotencyKeyEightTimesAtOnce_RecordsOnce()
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync();
        var body = new { lead = IdOf(lead), kind = "won" };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => SendAsync(client, body, "at-once")))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(1, await CountAsync(lead.Id));
    }

    [Fact]
    public async Task Post_SameIdempotencyKeyOfAnotherProgram_IsAnotherRequest()
    {
        var (one, two) = (await ClientAsync(), await ClientAsync());
        var (first, second) = (await AddLeadAsync(), await AddLeadAsync());

        using var a = await SendAsync(one, new { lead = IdOf(first), kind = "won" }, "shared");
        using var b = await SendAsync(two, new { lead = IdOf(second), kind = "won" }, "shared");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (a.StatusCode, b.StatusCode));
    }

    [Fact]
    public async Task Post_RefusedRequest_IsNotRememberedUnderItsKey()
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync();
        using var refused = await SendAsync(
            client,
            new
            {
                lead = IdOf(lead),
                kind = "won",
                amount = -1,
            },
            "try-again"
        );
        using var accepted = await SendAsync(
            client,
            new
            {
                lead = IdOf(lead),
                kind = "won",
                amount = 1,
            },
            "try-again"
        );

        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
    }

    [Fact]
    public async Task Post_Refusals_AreProblemsWithStatusAndKey()
    {
        var client = await ClientAsync();
        var lead = await AddLeadAsync(email: "twin@example.com");
        await AddLeadAsync(email: "twin@example.com");
        var id = IdOf(lead);
        (object Body, int Status, string Key)[] cases =
        [
            (new { lead = "nobody@example.com", kind = "won" }, 404, "not-there"),
            (new { lead = "999999999", kind = "won" }, 404, "not-there"),
            (new { lead = "twin@example.com", kind = "won" }, 409, "api.several-leads"),
            (new { kind = "won" }, 422, "api.outcome-lead"),
            (new { lead = id, kind = "postponed" }, 422, "api.outcome-kind"),
            (new { lead = id, kind = "1" }, 422, "api.outcome-kind"),
            (
                new
                {
                    lead = id,
                    kind = "won",
                    amount = -1,
                },
                422,
                "negative-amount"
            ),
            (
                new
                {
                    lead = id,
                    kind = "lost",
                    reason = new string('x', 501),
                },
                422,
                "outcomes.reason-long"
            ),
            (
                new
                {
                    lead = id,
                    kind = "won",
                    amount = 1e24m,
                },
                422,
                "outcomes.amount-high"
            ),
            (
                new
                {
                    lead = id,
                    kind = "won",
                    closedUtc = "2999-01-01T00:00:00Z",
                },
                422,
                "api.outcome-in-future"
            ),
            (
                new
                {
                    lead = id,
                    kind = "won",
                    closedUtc = "1999-01-01T00:00:00Z",
                },
                422,
                "api.outcome-before-lead"
            ),
        ];
        foreach (var (body, status, key) in cases)
        {
            using var answer = await SendAsync(client, body);
            var problem = await ProblemAsync(answer);
            Assert.Equal(status, problem.Status);
            Assert.EndsWith(key, problem.Key, StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync(lead.Id));
        using var first = await SendAsync(client, new { lead = id, kind = "won" });
        using var again = await SendAsync(client, new { lead = id, kind = "lost" });
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(409, (await ProblemAsync(again)).Status);
    }

    [Fact]
    public async Task Post_BadJson_Is400AsProblem()
    {
        var client = await ClientAsync();
        using var content = new StringContent("{ nonsense", Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync(Address, content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("en", "No lead is named")]
    [InlineData("zh-CN", "未指明线索")]
    public async Task Post_Refused_SaysWhyInTheLanguageAskedFor(string language, string expected)
    {
        var client = await ClientAsync();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        using var answer = await SendAsync(client, new { kind = "won" });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        var detail = json.RootElement.GetProperty("detail").GetString();
        Assert.Contains(expected, detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutAKeyOrWithARevokedOne_Is401()
    {
        await app.EnsureUserAsync(Role.Admin);
        var lead = await AddLeadAsync();
        var body = new { lead = IdOf(lead), kind = "won" };
        var revoked = await NewKeyAsync();
        await app.Get<ApiKeyService>().RevokeAsync(revoked[..12], Admin);
        string?[] keys = [null, "", "ldk_", "Basic abc", revoked, revoked[..^1] + "_", new string('x', 44)];
        foreach (var key in keys)
        {
            using var answer = await SendAsync(Client(key), body);
            Assert.Equal((401, "api.no-key"), await ProblemAsync(answer));
        }

        Assert.Equal(0, await CountAsync(lead.Id));
    }

    [Fact]
    public async Task Post_SignedInBrowser_IsNoKey()
    {
        var browser = await app.SignedInAsync(Role.Admin);
        var lead = await AddLeadAsync();

        using var answer = await SendAsync(browser, new { lead = IdOf(lead), kind = "won" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Post_KeyWithoutTheScope_Is403()
    {
        var key = await NewKeyAsync();
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            await context
                .ApiKeys.Where(row => row.Prefix == key.Substring(0, 12))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Scopes, "something-else"));
        }

        using var answer = await SendAsync(Client(key), new { lead = "1", kind = "won" });

        Assert.Equal((403, "api.no-scope"), await ProblemAsync(answer));
    }

    [Theory]
    [InlineData("/leads")]
    [InlineData("/leads/export.csv")]
    [InlineData("/openapi/v1.json")]
    public async Task Key_OnPages_IsNobody(string address)
    {
        var client = await ClientAsync();

        using var answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreThanTheKeyMay_Is429WithRetryAfter()
    {
        using var narrow = new TestApp
        {
            Configured = new Dictionary<string, string> { ["Web:ApiRequestsPerMinute"] = "2" },
        };
        await narrow.AddUserAsync("admin@example.com", Role.Admin);
        var made = await narrow.Get<ApiKeyService>().CreateAsync("Narrow", [ApiScopes.Outcomes], Admin);
        var client = narrow.NewBrowser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Value!.Key);
        var statuses = new List<int>();
        HttpResponseMessage? last = null;
        for (var i = 0; i < 3; i++)
        {
            last = await SendAsync(client, new { lead = "1", kind = "won" });
            statuses.Add((int)last.StatusCode);
        }

        Assert.Equal([404, 404, 429], statuses);
        Assert.Equal((429, "api.too-many-requests"), await ProblemAsync(last!));
        Assert.NotNull(last!.Headers.RetryAfter);
    }

    [Theory]
    [InlineData(Role.Admin, HttpStatusCode.OK)]
    [InlineData(Role.SalesRep, HttpStatusCode.Redirect)]
    public async Task OpenApi_Document_IsForAdminsAndNamesTheEndpoint(Role role, HttpStatusCode expected)
    {
        var browser = await app.SignedInAsync(role);

        using var answer = await browser.GetAsync("/openapi/v1.json");

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var path = Assert.Single(json.RootElement.GetProperty("paths").EnumerateObject());
            Assert.Equal(Address, path.Name);
            Assert.Equal(
                ["200", "201", "401", "403", "404", "409", "422", "429"],
                path.Value.GetProperty("post")
                    .GetProperty("responses")
                    .EnumerateObject()
                    .Select(code => code.Name)
                    .Order()
            );
        }
    }

    private async Task<HttpClient> ClientAsync() => Client(await NewKeyAsync());

    private HttpClient Client(string? key)
    {
        var client = app.NewBrowser();
        if (key is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        return client;
    }

    private async Task<string> NewKeyAsync()
    {
        await app.EnsureUserAsync(Role.Admin); // somebody must exist, or everything leads to set-up
        return (await app.Get<ApiKeyService>().CreateAsync("CRM", [ApiScopes.Outcomes], Admin)).Value!.Key;
    }

    private async Task<Lead> AddLeadAsync(string? key = null, string? email = null, decimal? value = null)
    {
        var lead = new Lead
        {
            LeadKey = key ?? "id:" + Guid.NewGuid(),
            Name = "Ann",
            Email = email,
            ValueAmount = value,
            CreatedUtc = new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc),
        };
        await using var context = await app.Contexts.CreateDbContextAsync();
        context.Leads.Add(lead);
        await context.SaveChangesAsync();
        return lead;
    }

    private static string IdOf(Lead lead) => lead.Id.ToString(CultureInfo.InvariantCulture);

    private async Task<int> CountAsync(int leadId)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.Outcomes.CountAsync(outcome => outcome.LeadId == leadId);
    }

    private static async Task<int> ClosedAsync(HttpClient client, string lead)
    {
        using var answer = await SendAsync(
            client,
            new
            {
                lead,
                kind = "disqualified",
                reason = "Not a fit",
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("leadId").GetInt32();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, object body, string? requestKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = JsonContent.Create(body) };
        if (requestKey is not null)
        {
            request.Headers.Add("Idempotency-Key", requestKey);
        }

        return await client.SendAsync(request);
    }

    private static async Task<(int Status, string Key)> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((int)answer.StatusCode, body.GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, body.GetProperty("key").GetString()!);
    }
}
