using MudBlazor;

namespace LeadDashboard.Web.Theme;

/// <summary>
/// The one look of the product: quiet greys, hairlines in place of shadows, one accent. Every colour that carries text
/// reaches a contrast of 4.5 : 1 on the surfaces it stands on, in both schemes.
/// </summary>
internal static class LeadTheme
{
    private static readonly string[] Fonts =
    [
        "Inter", "-apple-system", "BlinkMacSystemFont", "Segoe UI", "Roboto", "PingFang SC", "Microsoft YaHei",
        "Noto Sans CJK SC", "Noto Sans SC", "sans-serif",
    ];

    public static MudTheme Value { get; } =
        new()
        {
            PaletteLight = Light(),
            PaletteDark = Dark(),
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "8px",
                DrawerWidthLeft = "236px",
                AppbarHeight = "60px",
            },
            Typography = Type(),
        };

    private static PaletteLight Light() =>
        new()
        {
            Primary = "#4f46e5",
            PrimaryContrastText = "#ffffff",
            PrimaryDarken = "#4338ca",
            PrimaryLighten = "#c7d2fe",
            Secondary = "#475569",
            Tertiary = "#0f766e",
            Info = "#0369a1",
            Success = "#047857",
            Warning = "#b45309",
            Error = "#be123c",
            Background = "#f6f7fb",
            BackgroundGray = "#f1f5f9",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#0f172a",
            DrawerBackground = "#ffffff",
            DrawerText = "#475569",
            DrawerIcon = "#64748b",
            TextPrimary = "#0f172a",
            TextSecondary = "#556074",
            TextDisabled = "#94a3b8",
            ActionDefault = "#556074",
            ActionDisabled = "#94a3b8",
            ActionDisabledBackground = "#e2e8f0",
            LinesDefault = "#e2e8f0",
            LinesInputs = "#7f8ca3",
            TableLines = "#e2e8f0",
            TableHover = "#f5f6ff",
            TableStriped = "#f8fafc",
            Divider = "#e2e8f0",
            Skeleton = "#e2e8f0",
            OverlayDark = "rgba(15,23,42,0.45)",
        };

    private static PaletteDark Dark() =>
        new()
        {
            Primary = "#a5b4fc",
            PrimaryContrastText = "#1e1b4b",
            PrimaryDarken = "#818cf8",
            PrimaryLighten = "#3b4170",
            Secondary = "#94a3b8",
            Tertiary = "#5eead4",
            Info = "#38bdf8",
            Success = "#34d399",
            Warning = "#fbbf24",
            Error = "#fb7185",
            Background = "#0d1220",
            BackgroundGray = "#111827",
            Surface = "#151b2c",
            AppbarBackground = "#151b2c",
            AppbarText = "#e8ecf4",
            DrawerBackground = "#151b2c",
            DrawerText = "#a9b4c6",
            DrawerIcon = "#94a3b8",
            TextPrimary = "#e8ecf4",
            TextSecondary = "#98a5b9",
            TextDisabled = "#64748b",
            ActionDefault = "#98a5b9",
            ActionDisabled = "#64748b",
            ActionDisabledBackground = "#283044",
            LinesDefault = "#283044",
            LinesInputs = "#64748b",
            TableLines = "#283044",
            TableHover = "#1b2236",
            TableStriped = "#12182a",
            Divider = "#283044",
            Skeleton = "#283044",
            OverlayDark = "rgba(2,6,16,0.6)",
        };

    /// <summary>A page has one h1, its cards have h2; numbers and text share the one family.</summary>
    private static Typography Type() =>
        new()
        {
            Default = new DefaultTypography
            {
                FontFamily = Fonts,
                FontSize = "0.875rem",
                LineHeight = "1.5",
                LetterSpacing = "normal",
            },
            H1 = new H1Typography
            {
                FontSize = "1.5rem",
                FontWeight = "650",
                LineHeight = "1.2",
                LetterSpacing = "-0.02em",
            },
            H2 = new H2Typography
            {
                FontSize = "0.9375rem",
                FontWeight = "600",
                LineHeight = "1.3",
                LetterSpacing = "normal",
            },
            H6 = new H6Typography
            {
                FontSize = "1rem",
                FontWeight = "600",
                LineHeight = "1.4",
                LetterSpacing = "normal",
            },
            Body1 = new Body1Typography
            {
                FontSize = "0.875rem",
                LineHeight = "1.5",
                LetterSpacing = "normal",
            },
            Body2 = new Body2Typography
            {
                FontSize = "0.8125rem",
                LineHeight = "1.45",
                LetterSpacing = "normal",
            },
            Button = new ButtonTypography
            {
                FontSize = "0.875rem",
                FontWeight = "600",
                TextTransform = "none",
                LetterSpacing = "normal",
            },
        };
}
