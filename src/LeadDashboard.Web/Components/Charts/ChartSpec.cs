using System.Text.Json.Serialization;

namespace LeadDashboard.Web.Components.Charts;

/// <summary>Lines over numbers, upright columns, or bars from left to right.</summary>
public enum ChartKind
{
    Lines,
    Columns,
    Bars,
}

/// <summary>How a series is drawn; a band is an area between two values.</summary>
public enum ChartShape
{
    Line,
    Dash,
    Area,
    Dots,
    Band,
    Column,
}

/// <summary>
/// Names of the theme, so that one drawing serves light and dark; charts.css says which variable each is.
/// </summary>
public enum ChartColor
{
    Primary,
    Success,
    Warning,
    Error,
    Info,
    Soft,
    Muted,
}

/// <summary>How a figure reads; the browser writes it in the language of the page.</summary>
public enum ChartFormat
{
    Number,
    Percent,
    SignedPercent,
    Ratio,
    Money,

    /// <summary>Three decimals.</summary>
    Small,
}

/// <summary>One series.</summary>
/// <param name="Points">x and y; of a band x, low and high; of columns and bars the index of the label, and the
/// value.</param>
public sealed record ChartSeries(
    string Name,
    IReadOnlyList<double[]> Points,
    ChartColor Color = ChartColor.Primary,
    ChartShape Shape = ChartShape.Line
)
{
    /// <summary>Of bars that end below the first mark.</summary>
    public ChartColor? Below { get; init; }
}

/// <summary>A line across the drawing at one value. On columns a mark at n stands before column n.</summary>
/// <param name="IsMovable">It is dragged in the browser, and only the end of the move is told; its value is said beside
/// its label.</param>
public sealed record ChartMark(
    double Value,
    string Label,
    ChartColor Color = ChartColor.Muted,
    [property: JsonPropertyName("movable")] bool IsMovable = false
);

/// <summary>
/// Where the mark of the page's threshold stands at each of its steps, and the value that it says there.
/// </summary>
/// <param name="X">One for each step.</param>
/// <param name="Y">One for each step, null where there is none; empty: the mark says its place.</param>
/// <param name="IsOnCurve">The value is a place on the other axis, and the grip stands there.</param>
public sealed record ChartTrack(IReadOnlyList<double> X, IReadOnlyList<double?> Y, bool IsOnCurve = false);

/// <summary>The end of a move of a mark.</summary>
/// <param name="Mark">Its index in <see cref="ChartSpec.XMarks"/>.</param>
public sealed record ChartMove(int Mark, double Value);

/// <summary>What a chart shows, computed in C#; the browser only draws it.</summary>
public sealed record ChartSpec(ChartKind Kind, string XTitle, string YTitle, IReadOnlyList<ChartSeries> Series)
{
    public ChartFormat XFormat { get; init; }
    public ChartFormat YFormat { get; init; }

    /// <summary>0 by default.</summary>
    public double? XMin { get; init; }
    public double? XMax { get; init; }
    public double? YMin { get; init; }
    public double? YMax { get; init; }

    /// <summary>Of columns and bars.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Where a click on the bar of a label leads; empty or one for each label.</summary>
    public IReadOnlyList<string?> Addresses { get; init; } = [];
    public IReadOnlyList<ChartMark> XMarks { get; init; } = [];

    /// <summary>On the axis of the values.</summary>
    public IReadOnlyList<ChartMark> YMarks { get; init; } = [];

    /// <summary>Columns on top of each other.</summary>
    [JsonPropertyName("stacked")]
    public bool IsStacked { get; init; }

    /// <summary>Each column has its value above it.</summary>
    public bool HasValues { get; init; }

    /// <summary>Of columns on a number axis: the width of one; their labels are said only.</summary>
    public double? ColumnWidth { get; init; }
    public ChartTrack? Track { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Series.All(series => series.Points.Count == 0);

    /// <summary>Six digits are more than a drawing shows, and a third of the bytes.</summary>
    public static double Round(double value) =>
        value == 0 || !double.IsFinite(value)
            ? 0
            : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 10));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ChartSpec))]
internal sealed partial class ChartJson : JsonSerializerContext;
