using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace LeadDashboard.Web.Features.Settings;

/// <summary>The form of one record of settings: read, changed by a person, saved where its rules accept it.</summary>
public abstract class SettingsForm<T> : PageComponent<T>
    where T : class, new()
{
    [Inject]
    private SettingStore Store { get; set; } = null!;

    [Inject]
    private ISnackbar Notes { get; set; } = null!;

    [Inject]
    private IStringLocalizer<SharedText> Shared { get; set; } = null!;

    /// <summary>What the fields hold now.</summary>
    protected T Entry { get; set; } = new();

    protected MudForm? Form { get; set; }

    protected bool IsChanged => Data is not null && !Entry.Equals(Data);

    protected override Task<T> ReadAsync(Actor actor, CancellationToken token) => Store.ReadAsync<T>(token);

    protected override void Show(T data, bool isNewSubject) => Entry = data;

    /// <summary>What is kept of an entry that the rules accept.</summary>
    protected virtual T ToSave(T entry) => entry;

    protected async Task SaveAsync()
    {
        await Form!.ValidateAsync();
        if (Form.IsValid)
        {
            await Store.WriteAsync(ToSave(Entry), await Actors.GetAsync());
            await ReadAgainAsync();
            Notes.Add(Shared["Saved"], Severity.Success);
        }
    }
}
