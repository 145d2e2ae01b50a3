namespace DeepDsl.Report;

/// <summary>A memory plan as a picture: steps from left to right, addresses from the bottom up, and a rectangle for each buffer as long as it lives.</summary>
internal static class MemoryPicture
{
    private const double Width = 960;
    private const double Height = 300;
    private const double Left = 64;
    private const double Right = 950;
    private const double Top = 26;
    private const double Bottom = 264;
    private const int MostBuffers = 600;
    private const int MostRows = 12;

    public static Figure Of(MemoryMap map)
    {
        Scale y = new([0, map.Bytes], Bottom, Top, isExact: true);
        double X(double step) => Left + (step / (map.Steps + 1) * (Right - Left));
        MemoryLife[] drawn = [.. map.Lives.OrderByDescending(l => l.Bytes).Take(MostBuffers)];
        int forward = map.Programs.Count == 0 ? 0 : map.Programs[0].Steps;
        Html Life(MemoryLife life)
        {
            double top = y.Place(life.Start + life.Bytes);
            // What a caller gives is there before the first step, what he takes behind the last.
            (double from, double to) = (X(Math.Max(0, life.First - 0.5)), X(Math.Min(map.Steps + 1, life.Last + 0.5)));
            string look = life.First <= forward ? "life" : "life quiet";
            return Html.Of($"<rect class=\"{look}\" x=\"{from}\" y=\"{top}\" width=\"{to - from}\" height=\"{Math.Max(0.5, y.Place(life.Start) - top)}\"><title>{Tell(life)}</title></rect>");
        }
        string title = $"{map.Name}: {Numbers.Bytes(map.Bytes)} for a batch of {Numbers.Count(map.Batch)}";
        string saved = map.Apart > map.Bytes ? $" Side by side the buffers would take {Numbers.Bytes(map.Apart)}." : "";
        string colours = map.Programs.Count > 1 ? " Blue is what the first program writes, or is given; gray what those behind it write." : "";
        Html svg = Html.Of($"""
            <div class="scroll broad" tabindex="0" role="region" aria-label="{title}">
            <svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="Memory of {title}, {map.Lives.Count} buffers over {map.Steps} steps.{saved}">
            <title>Memory of {title}</title>
            {Html.Lines(y.Ticks.Select(t => Html.Of($"<line class=\"gridline\" x1=\"{Left}\" y1=\"{y.Place(t)}\" x2=\"{Right}\" y2=\"{y.Place(t)}\"/><text x=\"{Left - 6}\" y=\"{y.Place(t) + 4}\" text-anchor=\"end\">{Numbers.Bytes(t)}</text>")))}
            {Html.Lines(drawn.OrderBy(l => l.First).Select(Life))}
            {Html.Lines(Borders(map, X))}
            </svg>
            </div>
            """);
        return new Figure(title, svg)
        {
            IsWide = true,
            Note = Html.Of($"Each rectangle is a buffer: as high as it is large, at its place, from the step that writes it to the last that reads it.{colours}{saved}"),
            Values = new Table($"The largest buffers of {map.Name}", "buffer", "bytes", "from byte", "first step", "last step")
            {
                Rows = [.. map.Lives.OrderByDescending(l => l.Bytes).ThenBy(l => l.First).Take(MostRows).Select(l => (string[])
                    [l.Name, Numbers.Count(l.Bytes), Numbers.Count(l.Start), Numbers.Count(l.First), Numbers.Count(l.Last)])],
            },
        };
    }

    private static string Tell(MemoryLife life) =>
        $"{life.Name}: {Numbers.Bytes(life.Bytes)}, step {Numbers.Count(life.First)} to {Numbers.Count(life.Last)}";

    /// <summary>Where programs end, and what they are called where there is room.</summary>
    private static IEnumerable<Html> Borders(MemoryMap map, Func<double, double> x)
    {
        const double LetterWidth = 6.5;
        double first = 0.5;
        foreach ((string program, int steps) in map.Programs)
        {
            double width = x(first + steps) - x(first);
            Html name = width > LetterWidth * program.Length
                ? Html.Of($"<text class=\"strong\" x=\"{x(first + (steps / 2.0))}\" y=\"14\" text-anchor=\"middle\">{program}</text>") : default;
            yield return Html.Of($"{name}<line class=\"axis\" x1=\"{x(first + steps)}\" y1=\"{Top - 6}\" x2=\"{x(first + steps)}\" y2=\"{Bottom}\"/>");
            first += steps;
        }
        yield return Html.Of($"<text x=\"{(Left + Right) / 2}\" y=\"{Height - 8}\" text-anchor=\"middle\">step, of {map.Steps}</text>");
    }
}
