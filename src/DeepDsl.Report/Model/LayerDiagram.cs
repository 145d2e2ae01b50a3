namespace DeepDsl.Report;

/// <summary>
/// The layers as boxes with wires. A block is one box, whose inside is a diagram of its own that unfolds; blocks that are alike share it.
/// </summary>
/// <param name="layers">Inputs first, then layers in their order.</param>
internal sealed class LayerDiagram(IReadOnlyList<LayerBox> layers)
{
    private const int MostBoxes = 300;
    private const int MostLetters = 28;
    private const double Edge = 2;
    private static readonly LayoutSizes s_sizes = new(204, 42, 22);

    public Html Write() => Level("", [.. Enumerable.Range(0, layers.Count)], "the model");

    private Html Level(string prefix, IReadOnlyList<int> inside, string name)
    {
        Part[] parts = [.. Parts(prefix, inside)];
        if (parts.Length > MostBoxes)
        {
            return Section.Missing($"{Numbers.Count(parts.Length)} boxes side by side are no picture; the table below lists them.");
        }
        Html unfolded = Html.Lines(parts.Where(p => p.IsBlock).GroupBy(Signature).Select(alike => Html.Of($"""
            <details><summary>{Names([.. alike])}</summary>
            {Level(alike.First().Path + ".", alike.First().Layers, alike.First().Path)}
            </details>
            """)));
        return Html.Of($"""
            <div class="scroll tall" tabindex="0" role="region" aria-label="Layers of {name}">
            {Draw(parts, inside, name)}
            </div>
            {(unfolded.IsEmpty ? default : Html.Of($"<div class=\"blocks\">\n{unfolded}\n</div>"))}
            """);
    }

    /// <summary>What stands at one level: values that come from outside, layers, and blocks.</summary>
    private IEnumerable<Part> Parts(string prefix, IReadOnlyList<int> inside)
    {
        HashSet<int> own = [.. inside];
        foreach (int given in inside.SelectMany(i => layers[i].Reads).Where(r => !own.Contains(r)).Distinct().Order())
        {
            yield return new Part(layers[given].Path, [given]) { IsBorder = true };
        }
        foreach (IGrouping<string, int> group in inside.GroupBy(i => Own(prefix, layers[i].Path)))
        {
            int[] of = [.. group];
            bool isBlock = layers[of[0]].Path.Length > group.Key.Length + prefix.Length;
            yield return new Part(prefix + group.Key, of) { IsBlock = isBlock, IsBorder = layers[of[0]].Kind == "Input" };
        }
    }

    private static string Own(string prefix, string path) => path[prefix.Length..].Split('.')[0];

    private Html Draw(Part[] parts, IReadOnlyList<int> inside, string name)
    {
        Dictionary<int, int> places = [];
        for (int part = 0; part < parts.Length; part++)
        {
            foreach (int layer in parts[part].Layers)
            {
                places[layer] = part;
            }
        }
        (int, int)[] wires = [.. inside.SelectMany(i => layers[i].Reads.Select(r => (places[r], places[i]))).Where(w => w.Item1 != w.Item2)];
        LayeredLayout layout = new(parts.Length, wires, s_sizes);
        string reads = string.Join(", ", layout.Wires.Select(w => $"{parts[w.To].Path} reads {parts[w.From].Path}"));
        (double width, double height) = (layout.Width + (2 * Edge), layout.Height + (2 * Edge));
        string described = $"Graph of {name}: {reads}";
        return Html.Of($"""
            <svg viewBox="{-Edge} {-Edge} {width} {height}" width="{width}" height="{height}" role="img" aria-label="{described}">
            <title>Graph of {name}</title>
            {Html.Lines(layout.Wires.Select((_, wire) => Wire(layout.Route(wire))))}
            {Html.Lines(parts.Select((part, i) => Box(part, layout.Place(i))))}
            </svg>
            """);
    }

    private static Html Wire(IReadOnlyList<(double X, double Y)> route)
    {
        Html path = Html.Of($"M{route[0].X} {route[0].Y}");
        for (int i = 1; i < route.Count; i++)
        {
            ((double x0, double y0), (double x1, double y1)) = (route[i - 1], route[i]);
            double middle = (y0 + y1) / 2;
            path += i % 2 == 0 || x0 == x1 ? Html.Of($"L{x1} {y1}") : Html.Of($"C{x0} {middle} {x1} {middle} {x1} {y1}");
        }
        return Html.Of($"<path class=\"wire\" d=\"{path}\"/>");
    }

    private Html Box(Part part, (double X, double Y) place)
    {
        LayerBox last = layers[part.Layers[^1]];
        (string look, string head, string foot) = part.IsBlock
            ? ("box block", part.Path, $"{Numbers.Of(part.Layers.Count, "layer")} · {last.Shape}")
            : part.IsBorder ? ("box border", part.Path, last.Shape)
            : ("box", last.Kind, $"{part.Path} · {last.Shape}");
        return Html.All(
        [
            Svg.Rectangle(look, place.X - (s_sizes.Width / 2), place.Y, (s_sizes.Width, s_sizes.Height), $"{head}, {foot}"),
            Svg.Text(place.X, place.Y + 18, "middle", Short(head), "strong"), Svg.Text(place.X, place.Y + 33, "middle", Short(foot)),
        ]);
    }

    /// <summary>All that a diagram of a block's inside shows, with names that do not depend on where the block stands.</summary>
    private string Signature(Part block)
    {
        int first = block.Layers[0];
        HashSet<int> own = [.. block.Layers];
        return string.Join('\n', block.Layers.Select(i =>
            $"{layers[i].Path[block.Path.Length..]} {layers[i].Kind} {layers[i].Shape} "
            + string.Join(',', layers[i].Reads.Select(r => own.Contains(r) ? Numbers.Count(r - first) : "outside"))));
    }

    private static string Names(Part[] alike) => alike.Length == 1
        ? $"Inside {alike[0].Path}"
        : $"Inside {alike[0].Path}; alike: {Listing.Of([.. alike.Skip(1).Select(a => a.Path)])}";

    private static string Short(string text) => text.Length <= MostLetters ? text : string.Concat(text.AsSpan(0, MostLetters - 1), "…");

    private sealed record Part(string Path, IReadOnlyList<int> Layers)
    {
        public bool IsBlock { get; init; }

        /// <summary>Whether it is an input, or comes from outside of a block.</summary>
        public bool IsBorder { get; init; }
    }
}
