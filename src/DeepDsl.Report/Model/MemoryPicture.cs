namespace DeepDsl.Report;

/// <summary>A memory plan: steps from left to right, addresses from the bottom up, a rectangle for each buffer as long as it lives.</summary>
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
            return Svg.Rectangle(look, from, top, (to - from, Math.Max(0.5, y.Place(life.Start) - top)), Tell(life));
        }
        Html Tick(double bytes) => Svg.Line("gridline", Left, y.Place(bytes), Right, y.Place(bytes))
            + Svg.Text(Left - 6, y.Place(bytes) + 4, "end", Numbers.Bytes(bytes));
        string title = $"{map.Name}: {Numbers.Bytes(map.Bytes)} for a batch of {Numbers.Count(map.Batch)}";
        string saved = map.Apart > map.Bytes ? $" Side by side the buffers would take {Numbers.Bytes(map.Apart)}." : "";
        string note = "Each rectangle is a buffer: as high as it is large, at its place, from the step that writes it to the "
            + "last that reads it."
            + (map.Programs.Count > 1 ? " Blue is what the first program writes, or is given; gray what those behind it write." : "");
        string described = $"{Numbers.Of(map.Lives.Count, "buffer")} over {Numbers.Of(map.Steps, "step")}.{saved}";
        Html svg = Html.Of($"""
            <div class="scroll broad" tabindex="0" role="region" aria-label="{title}">
            <svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="Memory of {title}, {described}">
            <title>Memory of {title}</title>
            {Html.Lines(y.Ticks.Select(Tick))}
            {Html.Lines(drawn.OrderBy(l => l.First).Select(Life))}
            {Html.Lines(Borders(map, X))}
            </svg>
            </div>
            """);
        return new Figure(title, svg)
        {
            IsWide = true,
            Note = Html.Of($"{note}{saved}"),
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
            if (width > LetterWidth * program.Length)
            {
                yield return Svg.Text(x(first + (steps / 2.0)), 14, "middle", program, "strong");
            }
            yield return Svg.Line("axis", x(first + steps), Top - 6, x(first + steps), Bottom);
            first += steps;
        }
        yield return Svg.Text((Left + Right) / 2, Height - 8, "middle", $"step, of {Numbers.Count(map.Steps)}");
    }
}
