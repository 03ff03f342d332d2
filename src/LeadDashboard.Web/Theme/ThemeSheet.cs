using System.Text;
using LeadDashboard.Api.Browser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor;

namespace LeadDashboard.Web.Theme;

/// <summary>
/// The theme of the kit, light and dark, as a style sheet with an address of its own in place of MudThemeProvider: the
/// browser keeps it, nothing inside a page needs a nonce (which enhanced navigation would break), and turning to dark
/// is one attribute of the page.
/// </summary>
internal sealed class ThemeSheet(IServiceScopeFactory scopes)
{
    private string? css;

    /// <summary>Changes with each build of the product or the kit.</summary>
    public static string Address { get; } =
        $"theme.css?v={typeof(LeadTheme).Module.ModuleVersionId:N}{typeof(MudTheme).Module.ModuleVersionId:N}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/theme.css",
                async (HttpContext http, ThemeSheet sheet) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return TypedResults.Text(await sheet.ReadAsync(), "text/css", Encoding.UTF8);
                }
            )
            .AllowAnonymous()
            .Free()
            .ExcludeFromDescription();

    /// <summary>Two first readers may both write it: the text is the same.</summary>
    private async Task<string> ReadAsync() => css ??= await WriteAsync(scopes);

    private static async Task<string> WriteAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            await WriteSchemeAsync(renderer, ":root", isDark: false)
            + await WriteSchemeAsync(renderer, ":root[data-scheme=dark]", isDark: true)
        );
    }

    private static async Task<string> WriteSchemeAsync(HtmlRenderer renderer, string selector, bool isDark)
    {
        var parameters = new Dictionary<string, object?>
        {
            [nameof(Scheme.Theme)] = LeadTheme.Value,
            [nameof(Scheme.IsDarkMode)] = isDark,
            [nameof(Scheme.Selector)] = selector,
            [nameof(Scheme.ObserveSystemDarkModeChange)] = false,
        };
        return (await renderer.RenderComponentAsync<Scheme>(ParameterView.FromDictionary(parameters))).ToHtmlString();
    }

    /// <summary>The kit's own writer of its variables, with nothing around them but a selector.</summary>
    private sealed class Scheme : MudThemeProvider
    {
        [Parameter]
        public string Selector { get; set; } = "";

        protected override void BuildRenderTree(RenderTreeBuilder __builder)
        {
            var text = new StringBuilder(Selector).Append('{');
            GenerateTheme(text);
            __builder.AddMarkupContent(0, text.Append('}').ToString());
        }
    }
}
