namespace DeepDsl.Report;

/// <summary>A line of a chart.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Points">From left to right; what is not finite interrupts it.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Which of the page's strokes draws it.</summary>
    public string Look { get; init; } = "main";
}
