using System.Globalization;
using System.Net;
using System.Text;

namespace DeepDsl.Tool.Graphs;

/// <summary>A model as an SVG picture that needs nothing beside it, and adapts to light and dark pages.</summary>
internal static class LayerDrawing
{
    private const int BoxWidth = 250;
    private const int BoxHeight = 62;
    private const int ColumnWidth = BoxWidth + 30;
    private const int RowHeight = BoxHeight + 34;
    private const int Margin = 20;

    /// <summary>Characters that a line of a box holds.</summary>
    private const int LineLength = 34;

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
        LayerPlaces places = new(nodes);
        int width = (places.Columns * ColumnWidth) + (2 * Margin);
        int height = (places.Rows.Count * RowHeight) - (RowHeight - BoxHeight) + (2 * Margin);
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{height}\" role=\"img\" ");
        svg.Append(CultureInfo.InvariantCulture, $"aria-label=\"{Escaped($"The layers of {title}")}\">\n");
        svg.Append(Style);
        foreach (IReadOnlyList<LayerPlaces.Place> wire in places.Wires)
        {
            AppendWire(svg, wire, width / 2.0);
        }
        foreach (LayerPlaces.Place place in places.Rows.SelectMany(r => r).Where(p => p.Node is not null))
        {
            AppendBox(svg, nodes[place.Node!.Value], X(place, width / 2.0), Top(place));
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static void AppendBox(StringBuilder svg, LayerNode node, double x, double top)
    {
        string parameters = node.Parameters == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {node.Parameters:#,0} parameters");
        svg.Append(node.IsInput || node.IsOutput ? "<g class=\"border\">" : "<g>");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escaped($"{node.Path}: {node.Text}, {node.Shape}{parameters}")}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - (BoxWidth / 2.0)}\" y=\"{top}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"6\"/>");
        AppendLine(svg, "name", node.Path, x, top + 18);
        AppendLine(svg, "kind", node.Text, x, top + 35);
        AppendLine(svg, "shape", node.Shape, x, top + 52);
        svg.Append("</g>\n");
    }

    private static void AppendLine(StringBuilder svg, string look, string text, double x, double y) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{look}\" x=\"{x}\" y=\"{y}\">{Escaped(Cut(text))}</text>");

    /// <summary>Down the middle of its columns, straight through the rows that it passes.</summary>
    private static void AppendWire(StringBuilder svg, IReadOnlyList<LayerPlaces.Place> wire, double middle)
    {
        double x = X(wire[0], middle);
        double y = Top(wire[0]) + BoxHeight;
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{x} {y}");
        foreach (LayerPlaces.Place place in wire.Skip(1))
        {
            (double nextX, double nextY) = (X(place, middle), Top(place));
            double half = (y + nextY) / 2;
            path.Append(CultureInfo.InvariantCulture, $"C{x} {half} {nextX} {half} {nextX} {nextY}");
            (x, y) = (nextX, nextY);
            if (place.Node is null)
            {
                y += BoxHeight;
                path.Append(CultureInfo.InvariantCulture, $"V{y}");
            }
        }
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\"/>\n");
    }

    private static double X(LayerPlaces.Place place, double middle) => middle + (place.Column * ColumnWidth);

    private static double Top(LayerPlaces.Place place) => Margin + (place.Row * RowHeight);

    private static string Cut(string text) => text.Length <= LineLength ? text : text[..(LineLength - 1)] + "…";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
