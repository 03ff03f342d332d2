using System.Reflection;
using LeadDashboard.App.Access;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Segments;
using LeadDashboard.App.Settings;
using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Segments;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Access;

/// <summary>
/// Every method that takes an actor refuses the roles that are not named here, before it does anything.
/// </summary>
public sealed class ServiceMatrixTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Type[] Services =
    [
        typeof(OutcomeService),
        typeof(OutcomeIntake),
        typeof(ApiKeyService),
        typeof(ActivityService),
        typeof(ModelService),
        typeof(OutsideTraining),
        typeof(SegmentService),
        typeof(DuplicateService),
        typeof(ImportService),
        typeof(ImportTrial),
        typeof(StagedFiles),
        typeof(ResumableUploads),
        typeof(BotMarks),
        typeof(SampleCompanyService),
        typeof(UserService),
        typeof(SettingStore),
        typeof(ChampionModel),
    ];

    private static readonly Role[] Reps = [Role.SalesRep, Role.Admin];
    private static readonly Role[] Managers = [Role.MarketingManager, Role.Admin];
    private static readonly Role[] Admins = [Role.Admin];
    private static readonly TrainingTable TableOfAFile = new([], "won", 1, 0, 0, new FeatureRecipe([], [], []), "{}");

    private static readonly Dictionary<string, (Role[] Allowed, Func<TestApp, Actor, Task> Call)> Table = new(
        StringComparer.Ordinal
    )
    {
        ["OutcomeService.RecordAsync"] = (
            Reps,
            (app, actor) => app.Get<OutcomeService>().RecordAsync(0, new OutcomeEntry(OutcomeKind.Won, 1, null), actor)
        ),
        ["OutcomeService.UndoOfLeadAsync"] = (
            Reps,
            (app, actor) => app.Get<OutcomeService>().UndoOfLeadAsync(0, actor)
        ),
        ["OutcomeService.UndoAsync"] = (Reps, (app, actor) => app.Get<OutcomeService>().UndoAsync(0, actor)),
        ["OutcomeIntake.RecordAsync"] = (
            Reps,
            (app, actor) =>
                app.Get<OutcomeIntake>()
                    .RecordAsync(new OutcomeReport("0", new OutcomeEntry(OutcomeKind.Won, 1), null), null, actor)
        ),
        ["ApiKeyService.CreateAsync"] = (
            Admins,
            (app, actor) => app.Get<ApiKeyService>().CreateAsync("CRM", [ApiScopes.Outcomes], actor)
        ),
        ["ApiKeyService.ListAsync"] = (Admins, (app, actor) => app.Get<ApiKeyService>().ListAsync(actor)),
        ["ApiKeyService.RevokeAsync"] = (Admins, (app, actor) => app.Get<ApiKeyService>().RevokeAsync("ldk_", actor)),
        ["ActivityService.LogAsync"] = (
            Reps,
            (app, actor) => app.Get<ActivityService>().LogAsync(0, new ActivityEntry(ActivityKind.Call, null), actor)
        ),
        ["ModelService.TrainNowAsync"] = (Admins, (app, actor) => app.Get<ModelService>().TrainNowAsync(actor)),
        ["ModelService.RescoreAsync"] = (Admins, (app, actor) => app.Get<ModelService>().RescoreAsync(actor)),
        ["ModelService.CancelAsync"] = (Admins, (app, actor) => app.Get<ModelService>().CancelAsync(0, actor)),
        ["ModelService.PromoteAsync"] = (Admins, (app, actor) => app.Get<ModelService>().PromoteAsync(0, actor)),
        ["OutsideTraining.ExportAsync"] = (
            Admins,
            (app, actor) => app.Get<OutsideTraining>().ExportAsync(1, 1, actor)
        ),
        ["OutsideTraining.AddChallengerAsync"] = (
            Admins,
            (app, actor) => app.Get<OutsideTraining>().AddChallengerAsync(null!, TableOfAFile, actor)
        ),
        ["SegmentService.SaveAsync"] = (
            Managers,
            (app, actor) => app.Get<SegmentService>().SaveAsync(SegmentLimits.Default, actor)
        ),
        ["DuplicateService.FindNowAsync"] = (Managers, (app, actor) => app.Get<DuplicateService>().FindNowAsync(actor)),
        ["DuplicateService.MergeAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().MergeAsync(0, null, new Dictionary<string, int>(), actor)
        ),
        ["DuplicateService.DismissAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().DismissAsync(0, actor)
        ),
        ["DuplicateService.ReopenAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().ReopenAsync(0, actor)
        ),
        ["DuplicateService.UndoMergeAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().UndoMergeAsync(0, true, actor)
        ),
        ["DuplicateService.ConflictsAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().ConflictsAsync(0, actor)
        ),
        ["ChampionModel.ExplainAsync"] = (
            Enum.GetValues<Role>(),
            (app, actor) => app.Get<ChampionModel>().ExplainAsync(actor, 0)
        ),
        ["DuplicateService.MergeAboveAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().MergeAboveAsync(0.99, actor)
        ),
        ["DuplicateService.UndoGroupAsync"] = (
            Managers,
            (app, actor) => app.Get<DuplicateService>().UndoGroupAsync("none", actor)
        ),
        ["ImportService.StageAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().StageAsync(Stream.Null, "a.csv", ImportKind.Leads, actor)
        ),
        ["ImportService.OpenAsync"] = (Admins, (app, actor) => app.Get<ImportService>().OpenAsync(0, null, actor)),
        ["ImportService.StartAsync"] = (
            Admins,
            (app, actor) =>
                app.Get<ImportService>().StartAsync(0, new FileFormat(), new ColumnMap { Columns = [] }, [], actor)
        ),
        ["ImportService.ChangeKindAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().ChangeKindAsync(0, ImportKind.Deals, actor)
        ),
        ["StagedFiles.FindAsync"] = (Admins, (app, actor) => app.Get<StagedFiles>().FindAsync(0, actor)),
        ["StagedFiles.StartAllAsync"] = (Admins, (app, actor) => app.Get<StagedFiles>().StartAllAsync([], actor)),
        ["StagedFiles.RemoveAsync"] = (Admins, (app, actor) => app.Get<StagedFiles>().RemoveAsync(0, actor)),
        ["ResumableUploads.OffsetOf"] = (
            Admins,
            (app, actor) => Task.FromResult(app.Get<ResumableUploads>().OffsetOf(Guid.Empty, actor))
        ),
        ["ResumableUploads.AppendAsync"] = (
            Admins,
            (app, actor) =>
                app.Get<ResumableUploads>()
                    .AppendAsync(
                        new UploadPart(Guid.Empty, 0, 1, "a.csv", null),
                        Stream.Null,
                        actor,
                        CancellationToken.None
                    )
        ),
        ["ResumableUploads.TryRemoveAsync"] = (
            Admins,
            (app, actor) => app.Get<ResumableUploads>().TryRemoveAsync(Guid.Empty, actor, CancellationToken.None)
        ),
        ["ImportService.UndoAsync"] = (Admins, (app, actor) => app.Get<ImportService>().UndoAsync(0, actor)),
        ["ImportService.UndoWithOthersAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().UndoWithOthersAsync(0, actor)
        ),
        ["ImportService.CorrectAsync"] = (Admins, (app, actor) => app.Get<ImportService>().CorrectAsync(0, [], actor)),
        ["ImportService.ImportLookAlikesAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().ImportLookAlikesAsync(0, null, actor)
        ),
        ["ImportService.ImportNoLeadsAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().ImportNoLeadsAsync(0, null, actor)
        ),
        ["ImportService.RetryAsync"] = (
            Admins,
            (app, actor) => app.Get<ImportService>().RetryAsync(0, all: true, actor)
        ),
        ["ImportTrial.RunAsync"] = (
            Admins,
            (app, actor) =>
                app.Get<ImportTrial>()
                    .RunAsync(new ImportBatch(), new FileFormat(), new ColumnMap { Columns = [] }, actor)
        ),
        ["BotMarks.CountAsync"] = (Admins, (app, actor) => app.Get<BotMarks>().CountAsync(0, actor)),
        ["BotMarks.ClearAsync"] = (Admins, (app, actor) => app.Get<BotMarks>().ClearAsync(0, actor)),
        ["ImportService.CancelAsync"] = (Admins, (app, actor) => app.Get<ImportService>().CancelAsync(0, actor)),
        ["SampleCompanyService.StartAsync"] = (
            Admins,
            (app, actor) => app.Get<SampleCompanyService>().StartAsync(actor)
        ),
        ["UserService.ListAsync"] = (Admins, (app, actor) => app.Get<UserService>().ListAsync(actor)),
        ["UserService.InviteAsync"] = (
            Admins,
            (app, actor) =>
                app.Get<UserService>().InviteAsync(new UserEntry("New", "new@example.com", Role.SalesRep), actor)
        ),
        ["UserService.ResetPasswordAsync"] = (
            Admins,
            (app, actor) => app.Get<UserService>().ResetPasswordAsync("nobody", actor)
        ),
        ["UserService.SetRoleAsync"] = (
            Admins,
            (app, actor) => app.Get<UserService>().SetRoleAsync("nobody", Role.Admin, actor)
        ),
        ["UserService.SetDisabledAsync"] = (
            Admins,
            (app, actor) => app.Get<UserService>().SetDisabledAsync("nobody", true, actor)
        ),
        ["SettingStore.WriteAsync"] = (
            Admins,
            (app, actor) => app.Get<SettingStore>().WriteAsync(new CompanySettings(), actor)
        ),
    };

    [Fact]
    public void Table_PublicMethodsWithAnActor_AreAllInIt()
    {
        var methods = Services.SelectMany(type =>
            type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
                .Select(method => $"{type.Name}.{method.Name}")
        );

        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), methods.Order(StringComparer.Ordinal));
    }

    /// <summary>A service that somebody adds later is found here, whatever it is called.</summary>
    [Fact]
    public void Table_TypesThatTakeAnActor_AreAllInIt()
    {
        var others = new[] { "JobQueue" };
        var found = typeof(OutcomeService)
            .Assembly.GetTypes()
            .Where(type =>
                type.IsPublic
                && type is { IsClass: true, IsAbstract: false }
                && !type.Name.EndsWith("Queries", StringComparison.Ordinal)
            )
            .Where(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Any(method =>
                        !method.IsSpecialName
                        && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor))
                    )
            )
            .Select(type => type.Name)
            .Except(others, StringComparer.Ordinal);

        Assert.Equal(
            Services.Select(type => type.Name).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal)
        );
    }

    public static TheoryData<string, Role> Calls()
    {
        var calls = new TheoryData<string, Role>();
        foreach (var method in Table.Keys)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                calls.Add(method, role);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Method_OfARole_IsRefusedUnlessTheTableAllowsIt(string method, Role role)
    {
        var (allowed, call) = Table[method];

        // Whatever else an allowed call answers, it is not a refusal because of the role.
        var fault = await Record.ExceptionAsync(() => call(app, TestApp.ActorOf(role)));

        Assert.Equal(!allowed.Contains(role), fault is AccessDeniedException);
    }

    [Theory]
    [InlineData(Role.SalesRep, false)]
    [InlineData(Role.MarketingManager, true)]
    [InlineData(Role.Admin, true)]
    public async Task WriteAsync_SegmentLimits_AreOfWhoMayEditSegments(Role role, bool isAllowed)
    {
        var fault = await Record.ExceptionAsync(() =>
            app.Get<SettingStore>().WriteAsync(new SegmentLimits(0.6, 0.3), TestApp.ActorOf(role))
        );

        Assert.Equal(isAllowed, fault is null);
        Assert.True(fault is null or AccessDeniedException);
    }

    [Theory]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.MarketingManager)]
    public async Task WriteAsync_RetrainOptions_AreOfTheAdminAlone(Role role) =>
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            app.Get<SettingStore>().WriteAsync(RetrainOptions.Default, TestApp.ActorOf(role))
        );
}
