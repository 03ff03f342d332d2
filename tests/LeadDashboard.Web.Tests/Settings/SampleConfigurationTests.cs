using System.Text.Json;
using LeadDashboard.Api.Browser;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using Microsoft.Extensions.Configuration;

namespace LeadDashboard.Web.Tests.Settings;

/// <summary>The sample configuration names every option with its default: copying it changes nothing.</summary>
public sealed class SampleConfigurationTests
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly IConfiguration _configuration = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(SourceTree.Root, "appsettings.sample.json"))
        .Build();

    [Fact]
    public void Sample_Bound_EqualsTheDefaultsOfTheCode()
    {
        var data = _configuration.GetSection("Data").Get<DataOptions>();
        var imports = _configuration.GetSection("Import").Get<ImportOptions>();
        var jobs = _configuration.GetSection("Jobs").Get<JobOptions>();
        var web = _configuration.GetSection("Web").Get<WebOptions>();

        Assert.Equal(
            new DataOptions(),
            data! with
            {
                ConnectionString = string.IsNullOrEmpty(data.ConnectionString) ? null : data.ConnectionString,
            }
        );
        Assert.Equal(new ImportOptions(), imports);
        Assert.Equal(new JobOptions(), jobs);
        Assert.Equal(
            new WebOptions(),
            web! with
            {
                KeyCertificate = string.IsNullOrEmpty(web.KeyCertificate) ? null : web.KeyCertificate,
                KeyCertificatePassword = string.IsNullOrEmpty(web.KeyCertificatePassword)
                    ? null
                    : web.KeyCertificatePassword,
            }
        );
        Assert.Equal("*", _configuration["AllowedHosts"]);
        Assert.Empty(data.Validate());
        Assert.Empty(jobs!.Validate());
    }

    [Theory]
    [InlineData("Data", typeof(DataOptions))]
    [InlineData("Import", typeof(ImportOptions))]
    [InlineData("Jobs", typeof(JobOptions))]
    [InlineData("Web", typeof(WebOptions))]
    public void Sample_Section_NamesEveryOptionAndNoOther(string section, Type options)
    {
        using var document = JsonDocument.Parse(SourceTree.Read("appsettings.sample.json"), WithComments);

        var named = document.RootElement.GetProperty(section).EnumerateObject().Select(property => property.Name);

        Assert.Equal(
            options
                .GetProperties()
                .Where(property => property.CanWrite)
                .Select(property => property.Name)
                .Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Sample_Sections_AreAllTheProgramReads()
    {
        using var document = JsonDocument.Parse(SourceTree.Read("appsettings.sample.json"), WithComments);
        var read = SourceTree
            .Files("src", ".cs")
            .SelectMany(path =>
                System.Text.RegularExpressions.Regex.Matches(
                    SourceTree.Read(path),
                    "GetSection\\(\"(?<name>\\w+)\"\\)",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            )
            .Select(match => match.Groups["name"].Value)
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(
            read.Order(StringComparer.Ordinal),
            document
                .RootElement.EnumerateObject()
                .Where(section => section.Value.ValueKind == JsonValueKind.Object)
                .Select(section => section.Name)
                .Order(StringComparer.Ordinal)
        );
    }
}
