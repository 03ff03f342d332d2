using System.Collections;
using System.Globalization;
using System.Resources;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Segments;
using LeadDashboard.Web.Components.Shared;
using LeadDashboard.Web.Features.Campaigns;
using LeadDashboard.Web.Features.Duplicates;
using LeadDashboard.Web.Features.Importing;
using LeadDashboard.Web.Features.Leads;
using LeadDashboard.Web.Features.Models;
using LeadDashboard.Web.Features.Segments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Tests.Texts;

/// <summary>
/// Texts whose key is a value of the program (a status, a kind, a feature) have their Chinese too: no literal in the
/// source shows them.
/// </summary>
public sealed class ComposedTextTests
{
    [Theory]
    [InlineData(typeof(LeadsText), typeof(LeadStatus))]
    [InlineData(typeof(LeadsText), typeof(Segment))]
    [InlineData(typeof(SegmentsText), typeof(Segment))]
    [InlineData(typeof(ImportingText), typeof(ImportKind))]
    [InlineData(typeof(ImportingText), typeof(ImportStatus))]
    [InlineData(typeof(ImportingText), typeof(FieldType))]
    [InlineData(typeof(ModelsText), typeof(ModelStatus))]
    [InlineData(typeof(SharedText), typeof(Segment))]
    public void ValuesOfAnEnumeration_HaveChinese(Type marker, Type values) =>
        Assert.Empty(Enum.GetNames(values).Except(Chinese(marker), StringComparer.Ordinal));

    [Fact]
    public void Roles_OnTheUsersPageAndInTheMenu_HaveChinese() =>
        Assert.Empty(
            Enum.GetNames<Role>()
                .Select(role => "role " + role)
                .Except(Chinese(typeof(SharedText)), StringComparer.Ordinal)
        );

    /// <summary>Levels, outcomes, fields side by side, and the properties that an undo may name.</summary>
    [Fact]
    public void Pairs_OnTheDuplicatesPage_HaveChinese()
    {
        var levels = Enum.GetNames<MatchLevel>()
            .Select(level => "level " + level)
            .Concat(Enum.GetNames<LeadStatus>().Select(status => "status " + status));
        var fields = MergeFields.Known.Select(field => field.Name).Concat(MergeSnapshot.EditableNames);

        Assert.Empty(levels.Concat(fields).Except(Chinese(typeof(DuplicatesText)), StringComparer.Ordinal));
    }

    [Fact]
    public void Timeline_OfALead_HasChinese()
    {
        var kinds = Enum.GetNames<ActivityKind>().Select(kind => "activity " + kind);
        var outcomes = Enum.GetNames<OutcomeKind>()
            .SelectMany(kind => new[] { "Marked " + kind, "Marked " + kind + ", undone" });

        Assert.Empty(kinds.Concat(outcomes).Except(Chinese(typeof(LeadsText)), StringComparer.Ordinal));
    }

    [Fact]
    public void CutsAndPeriods_OfTheCampaigns_HaveChinese() =>
        Assert.Empty(
            new[]
            {
                "By campaign", "By channel", "By month", "All time", "This quarter", "Last quarter", "This year",
                "Last 12 months",
            }.Except(Chinese(typeof(CampaignsText)), StringComparer.Ordinal)
        );

    [Fact]
    public void ModelKinds_OfTheTrainer_HaveChinese() =>
        Assert.Empty(
            TrainingOptions
                .Default.Candidates.Concat([
                    ModelKind.FastTree,
                    ModelKind.FastForest,
                    ModelKind.LightGbm,
                    ModelKind.Lbfgs,
                ])
                .Select(kind => kind.Name())
                .Except(Chinese(typeof(ModelsText)), StringComparer.Ordinal)
        );

    [Fact]
    public void Features_OfEveryLead_HaveChinese()
    {
        var arrived = new DateTime(2026, 1, 5, 9, 0, 0, DateTimeKind.Utc);
        var leads = Enumerable
            .Range(1, 2)
            .Select(id => new Lead
            {
                Id = id,
                LeadKey = "k" + id,
                CreatedUtc = arrived,
                IsCreatedKnown = true,
                Status = LeadStatus.Won,
                ClosedUtc = arrived.AddDays(30),
            })
            .ToArray();
        var activities = Enum.GetValues<ActivityKind>()
            .Select(kind => new Activity
            {
                LeadId = 1,
                Kind = kind,
                OccurredUtc = arrived.AddHours(1),
            })
            .ToLookup(activity => activity.LeadId);
        var set = TrainingSet.From(
            new LeadRows(leads, activities, new Dictionary<int, Campaign>()),
            [],
            arrived.AddYears(1)
        );

        var fields = set.Rows.Columns.Select(column => column.Field).Distinct(StringComparer.Ordinal).ToList();

        Assert.True(fields.Count > 20, $"Only {fields.Count} fields: {string.Join(", ", fields)}");
        Assert.Empty(fields.Except(Chinese(typeof(FieldText)), StringComparer.Ordinal));
    }

    private static List<string> Chinese(Type marker)
    {
        var set = new ResourceManager(marker).GetResourceSet(
            CultureInfo.GetCultureInfo("zh-CN"),
            createIfNotExists: true,
            tryParents: false
        );
        return
        [
            .. Assert
                .IsType<ResourceSet>(set, exactMatch: false)
                .Cast<DictionaryEntry>()
                .Select(entry => (string)entry.Key),
        ];
    }

    [Theory]
    [InlineData("en", "Days from Created on weekday to Signed up")]
    [InlineData("zh-CN", "从创建于星期几到Signed up的天数")]
    public void FieldNames_DaysBetweenTwoDates_AreSaidInTheLanguageOfThePage(string culture, string expected)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<FieldText>>();

        Assert.Equal(expected, FieldNames.Say("Created on weekday" + DateColumns.FromTo + "Signed up", words));
    }
}
