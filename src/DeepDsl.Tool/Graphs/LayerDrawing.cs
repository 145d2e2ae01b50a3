using System.Globalization;
using System.Net;
using System.Text;
using DeepDsl.Report;

namespace DeepDsl.Tool.Graphs;

/// <summary>A model as an SVG picture that needs nothing beside it, and adapts to light and dark pages.</summary>
internal static class LayerDrawing
{
    private const int Margin = 20;

    /// <summary>Characters that a line of a box holds.</summary>
    private const int LineLength = 34;

    private static readonly LayoutSizes s_sizes = new(Width: 250, Height: 62, Gap: 34);

    private const string Style = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f; text-anchor: middle; }
        .name { font-weight: 600; }
        .shape { fill: #57606a; }
        rect { fill: #f6f8fa; stroke: #8c959f; }
        .border rect { fill: #ddf4ff; stroke: #0969da; }
        path { fill: none; stroke: #57606a; stroke-width: 1.5; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .shape { fill: #9198a1; }
          rect { fill: #161b22; stroke: #6e7681; }
          .border rect { fill: #0c2d6b; stroke: #58a6ff; }
          path { stroke: #9198a1; }
        }
        </style>

        """;

    public static string Of(string title, IReadOnlyList<LayerNode> nodes)
    {
        LayeredLayout layout = new(nodes.Count, [.. nodes.SelectMany((n, i) => n.Reads.Select(r => (r, i)))], s_sizes);
        (double width, double height) = (layout.Width + (2 * Margin), layout.Height + (2 * Margin));
        StringBuilder svg = new();
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"{-Margin} {-Margin} {width} {height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\" ");
        svg.Append(CultureInfo.InvariantCulture, $"aria-label=\"{Escaped($"The layers of {title}")}\">\n");
        svg.Append(Style);
        for (int wire = 0; wire < layout.Wires.Count; wire++)
        {
            AppendWire(svg, layout.Route(wire));
        }
        for (int node = 0; node < nodes.Count; node++)
        {
            (double x, double top) = layout.Place(node);
            AppendBox(svg, nodes[node], x, top);
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendBox(StringBuilder svg, LayerNode node, double x, double top)
    {
        string parameters = node.Parameters == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {node.Parameters:#,0} parameters");
        svg.Append(node.IsInput || node.IsOutput ? "<g class=\"border\">" : "<g>");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escaped($"{node.Path}: {node.Text}, {node.Shape}{parameters}")}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - (s_sizes.Width / 2)}\" y=\"{top}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{s_sizes.Width}\" height=\"{s_sizes.Height}\" rx=\"6\"/>");
        AppendLine(svg, "name", node.Path, x, top + 18);
        AppendLine(svg, "kind", node.Text, x, top + 35);
        AppendLine(svg, "shape", node.Shape, x, top + 52);
        svg.Append("</g>\n");
    }

    private static void AppendLine(StringBuilder svg, string look, string text, double x, double y) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{look}\" x=\"{x}\" y=\"{y}\">{Escaped(Cut(text))}</text>");

    /// <summary>In curves between rows, and straight through those that it passes.</summary>
    private static void AppendWire(StringBuilder svg, IReadOnlyList<(double X, double Y)> route)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{route[0].X} {route[0].Y}");
        for (int i = 1; i < route.Count; i++)
        {
            ((double x0, double y0), (double x1, double y1)) = (route[i - 1], route[i]);
            double half = (y0 + y1) / 2;
            path.Append(i % 2 == 0 ? string.Create(CultureInfo.InvariantCulture, $"V{y1}")
                : string.Create(CultureInfo.InvariantCulture, $"C{x0} {half} {x1} {half} {x1} {y1}"));
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\"/>\n");
    }

    private static string Cut(string text) => text.Length <= LineLength ? text : text[..(LineLength - 1)] + "…";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
