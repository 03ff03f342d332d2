using System.ComponentModel;
using LeadDashboard.App.Caching;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Modeling;

namespace LeadDashboard.App.Models;

/// <summary>What the home page says of the model.</summary>
/// <param name="Champion">The version that serves; null without one.</param>
/// <param name="State">What the model knows and waits for.</param>
/// <param name="Aucs">Of the versions, oldest first.</param>
/// <param name="Leaks">Fields that it learnt from although they look filled in after the outcome.</param>
[ImmutableObject(true)]
public sealed record ModelGlance(
    VersionRow? Champion,
    LearningState State,
    IReadOnlyList<double> Aucs,
    IReadOnlyList<string> Leaks
);

/// <summary>The same for everybody and on every home page: asked once until something happens.</summary>
public sealed class ModelGlanceQueries(ModelQueries models, ReportCache reports)
{
    public async Task<ModelGlance> ReadAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewModels);
        return await reports.GetAsync(
            "model-glance",
            ReportScope.Company,
            async token =>
            {
                var versions = await models.ListAsync(actor, token);
                var champion = versions.FirstOrDefault(version => version.Status == ModelStatus.Champion);
                var detail = champion is null ? null : await models.FindAsync(actor, champion.Number, token);
                return new ModelGlance(
                    champion,
                    await models.StateAsync(actor, token),
                    [.. versions.Reverse().Select(version => version.Auc)],
                    [.. detail?.Report.LeaksLetIn.Select(leak => leak.Name) ?? []]
                );
            },
            cancellationToken
        );
    }
}
