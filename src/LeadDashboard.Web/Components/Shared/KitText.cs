using Microsoft.Extensions.Localization;
using MudBlazor;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// The words of the component kit itself, in Chinese from KitText.zh-CN.resx. The kit has English of its own and asks
/// only where the page speaks another language.
/// </summary>
public sealed class KitText(IStringLocalizer<KitText> words) : MudLocalizer
{
    public override LocalizedString this[string key] => words[key];

    public override LocalizedString this[string key, params object[] arguments] => words[key, arguments];
}
