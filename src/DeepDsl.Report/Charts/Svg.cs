namespace DeepDsl.Report;

/// <summary>What pictures are made of; how it looks is the style's, by class.</summary>
internal static class Svg
{
    public static Html Line(string look, double x1, double y1, double x2, double y2) =>
        Html.Of($"<line class=\"{look}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");

    /// <param name="x">Where it begins, ends or has its middle.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor">start, end or middle.</param>
    /// <param name="text">What is written.</param>
    /// <param name="look">Empty for what is usual.</param>
    public static Html Text(double x, double y, string anchor, string text, string look = "") =>
        Html.Of($"<text class=\"{look}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>");

    /// <param name="look">Of its area and rim.</param>
    /// <param name="x">Its left.</param>
    /// <param name="y">Its top.</param>
    /// <param name="size">Its width and height.</param>
    /// <param name="name">What a pointer over it is told.</param>
    public static Html Rectangle(string look, double x, double y, (double Width, double Height) size, string name) => Html.Of(
        $"<rect class=\"{look}\" x=\"{x}\" y=\"{y}\" width=\"{size.Width}\" height=\"{size.Height}\"><title>{name}</title></rect>");

    public static Html Circle(string look, double x, double y, double radius, string name) =>
        Html.Of($"<circle class=\"{look}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"><title>{name}</title></circle>");
}
