using Bunit;
using LeadDashboard.Core.Access;
using LeadDashboard.Web.Features;
using LeadDashboard.Web.Features.Leads;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Web.Tests.Leads;

/// <summary>A feature puts a part of its own on the lead page without editing it.</summary>
public sealed class LeadPartsTests : BunitContext
{
    [Fact]
    public void Parts_NoneRegistered_ShowNothing() => Assert.Equal("", Parts(Role.Admin).Markup.Trim());

    [Fact]
    public void Parts_OfTwoFeatures_ShowInTheirOrderWithTheLead()
    {
        Services.AddSingleton<FeatureUi>(new OwnUi(2, Permission.ViewLeads));
        Services.AddSingleton<FeatureUi>(new OwnUi(1, Permission.ViewLeads, typeof(OtherPart)));

        Assert.Equal("<i>other 7</i><b>own 7</b>", Parts(Role.SalesRep).Markup.Trim());
    }

    [Fact]
    public void Parts_WithoutThePermission_StayHidden()
    {
        Services.AddSingleton<FeatureUi>(new OwnUi(1, Permission.ViewCampaigns));

        Assert.Equal("", Parts(Role.SalesRep).Markup.Trim());
    }

    [Fact]
    public void Parts_WithThePermission_AreShown()
    {
        Services.AddSingleton<FeatureUi>(new OwnUi(1, Permission.ViewCampaigns));

        Assert.Equal("<b>own 7</b>", Parts(Role.MarketingManager).Markup.Trim());
    }

    private IRenderedComponent<LeadParts> Parts(Role role) =>
        Render<LeadParts>(parameters =>
            parameters.Add(parts => parts.LeadId, 7).Add(parts => parts.Actor, new Actor("u1", role, "Ada"))
        );

    private sealed class OwnUi(int order, Permission needs, Type? component = null) : FeatureUi
    {
        public override IReadOnlyList<LeadPart> LeadParts => [new(component ?? typeof(OwnPart), order, needs)];
    }

    private sealed class OwnPart : ComponentBase
    {
        [Parameter]
        public int LeadId { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, $"<b>own {LeadId}</b>");
    }

    private sealed class OtherPart : ComponentBase
    {
        [Parameter]
        public int LeadId { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, $"<i>other {LeadId}</i>");
    }
}
