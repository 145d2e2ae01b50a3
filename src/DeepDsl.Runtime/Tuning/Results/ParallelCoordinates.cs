using System.Globalization;
using System.Net;
using System.Text;

namespace DeepDsl;

/// <summary>The picture of a search: axes beside each other, and a line through all of them for each trial.</summary>
internal static class ParallelCoordinates
{
    private const int AxisDistance = 150;
    private const int Margin = 70;
    private const int Top = 50;
    private const int AxisHeight = 300;
    private const int MostNames = 20;

    /// <summary>Colours for both surroundings; texts have a rim, since lines run behind them.</summary>
    private const string Style = """
        <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f; stroke: #ffffff; stroke-width: 3px; paint-order: stroke; }
        .name { font-weight: 600; }
        .axis { stroke: #8c959f; stroke-width: 1; }
        .trial { fill: none; stroke: #0550ae; }
        .best { stroke: #cf222e; stroke-width: 2.5; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; stroke: #0d1117; }
          .axis { stroke: #6e7681; }
          .trial { stroke: #79c0ff; }
          .best { stroke: #ff7b72; }
        }
        </style>

        """;

    public static string Draw(SearchResult result)
    {
        TrialResult[] trials = [.. result.Ranked.Reverse()];
        int width = (2 * Margin) + (AxisDistance * result.Space.Dimensions.Count);
        const int Height = Top + AxisHeight + 40;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{width}\" height=\"{Height}\" role=\"img\" ");
        svg.Append(CultureInfo.InvariantCulture, $"aria-label=\"{trials.Length} trials of a search\">\n");
        svg.Append(Style);
        (double low, double high) = trials.Length == 0 ? (0, 1) : (trials.Min(t => t.Value!.Value), trials.Max(t => t.Value!.Value));
        for (int i = 0; i < trials.Length; i++)
        {
            AppendTrial(svg, result, trials[i], PlaceOfScore(trials[i], low, high), rank: trials.Length - 1 - i, trials.Length);
        }
        for (int d = 0; d < result.Space.Dimensions.Count; d++)
        {
            AppendAxis(svg, d, result.Space.Dimensions[d].Name, Ticks(result.Space.Dimensions[d]));
        }
        (double, string)[] scores = high > low
            ? [.. Enumerable.Range(0, 5).Select(i => (i / 4.0, Short(double.Lerp(low, high, i / 4.0))))]
            : [(0.5, Short(low))];
        AppendAxis(svg, result.Space.Dimensions.Count, "score", scores);
        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The best is drawn last, over the others.</summary>
    private static void AppendTrial(StringBuilder svg, SearchResult result, TrialResult trial, double score, int rank, int count)
    {
        double[] places = [.. result.Space.PlaceOf(trial.Point), score];
        string points = string.Join(' ', places.Select((p, d) => string.Create(CultureInfo.InvariantCulture, $"{X(d)},{Y(p):0.#}")));
        double opacity = 0.15 + (0.65 * (1 - (rank / Math.Max(1.0, count - 1))));
        string look = rank == 0
            ? "class=\"trial best\""
            : string.Create(CultureInfo.InvariantCulture, $"class=\"trial\" opacity=\"{opacity:0.##}\"");
        string title = WebUtility.HtmlEncode(trial.ToString());
        svg.Append(CultureInfo.InvariantCulture, $"<polyline {look} points=\"{points}\"><title>{title}</title></polyline>\n");
    }

    private static void AppendAxis(StringBuilder svg, int axis, string name, (double Place, string Text)[] ticks)
    {
        int x = X(axis);
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{x}\" y1=\"{Top}\" x2=\"{x}\" y2=\"{Top + AxisHeight}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{x}\" y=\"{Top - 24}\" text-anchor=\"middle\">{Encoded(name)}</text>\n");
        foreach ((double place, string text) in ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{x - 4}\" y1=\"{Y(place):0.#}\" x2=\"{x}\" y2=\"{Y(place):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x - 7}\" y=\"{Y(place) + 4:0.#}\" text-anchor=\"end\">{Encoded(text)}</text>\n");
        }
    }

    /// <summary>All of few values, else five over the axis.</summary>
    private static (double, string)[] Ticks(SearchDimension dimension) => dimension.Count <= MostNames
        ? [.. Enumerable.Range(0, (int)dimension.Count!.Value).Select(i => dimension.PlaceOfValue(i)).Select(p => (p, Short(dimension.At(p))))]
        : [.. Enumerable.Range(0, 5).Select(i => (i / 4.0, Short(dimension.At(i / 4.0))))];

    private static double PlaceOfScore(TrialResult trial, double low, double high) =>
        high > low ? (trial.Value!.Value - low) / (high - low) : 0.5;

    private static int X(int axis) => Margin + (axis * AxisDistance);

    private static double Y(double place) => Top + ((1 - place) * AxisHeight);

    private static string Short(object value) =>
        value is double number ? number.ToString("G3", CultureInfo.InvariantCulture) : SearchDimension.TextOf(value);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text.Length <= 18 ? text : text[..17] + "…");
}
