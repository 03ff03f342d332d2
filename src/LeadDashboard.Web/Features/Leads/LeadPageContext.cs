using LeadDashboard.App.Settings;
using LeadDashboard.Core.Settings;
using LeadDashboard.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>What a page needs of its surroundings, apart from the work it does: who, where, in which money.</summary>
public sealed class LeadPageContext(ActorProvider actors, NavigationManager nav, IJSRuntime js, SettingStore settings)
{
    public ActorProvider Actors => actors;

    public NavigationManager Nav => nav;

    public IJSRuntime Js => js;

    public async Task<string> CurrencyAsync() => (await settings.ReadAsync<CompanySettings>()).Currency;
}
