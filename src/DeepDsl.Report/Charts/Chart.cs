namespace DeepDsl.Report;

/// <summary>A picture over two axes. Its own text is as large as that around it on a phone, too, so it is small and stands beside others.</summary>
/// <param name="title">What it shows.</param>
/// <param name="description">The same in numbers, which a screen reader reads in place of the picture.</param>
/// <param name="horizontal">What the axis below is.</param>
/// <param name="x">Values along it.</param>
/// <param name="y">Values along the other.</param>
internal sealed class Chart(string title, string description, string horizontal, IEnumerable<double> x, IEnumerable<double> y)
{
    private const double Width = 360;
    private const double Height = 220;
    private const double Left = 46;
    private const double Right = 350;
    private const double Top = 10;
    private const double Bottom = 180;
    private const double LeastStep = 0.75;

    private readonly Scale _x = new(x, Left, Right);
    private readonly Scale _y = new(y, Bottom, Top);
    private readonly List<Html> _marks = [];

    /// <summary>The line on which both axes have one value.</summary>
    public Chart Diagonal(double low, double high)
    {
        _marks.Add(Html.Of(
            $"<line class=\"ideal\" x1=\"{_x.Place(low)}\" y1=\"{_y.Place(low)}\" x2=\"{_x.Place(high)}\" y2=\"{_y.Place(high)}\"/>"));
        return this;
    }

    /// <summary>A line across, as of zero.</summary>
    public Chart Level(double value)
    {
        _marks.Add(Html.Of($"<line class=\"ideal\" x1=\"{Left}\" y1=\"{_y.Place(value)}\" x2=\"{Right}\" y2=\"{_y.Place(value)}\"/>"));
        return this;
    }

    public Chart Line(Curve curve)
    {
        foreach (List<(double X, double Y)> run in Runs(curve.Points))
        {
            Html points = Html.All(run.Select(p => Html.Of($"{p.X},{p.Y} ")));
            _marks.Add(run.Count == 1
                ? Html.Of($"<circle class=\"{Dot(curve.Look)}\" cx=\"{run[0].X}\" cy=\"{run[0].Y}\" r=\"2.5\"><title>{curve.Name}</title></circle>")
                : Html.Of($"<polyline class=\"{curve.Look}\" points=\"{points}\"><title>{curve.Name}</title></polyline>"));
        }
        return this;
    }

    public Chart Ring(double x, double y, string name)
    {
        _marks.Add(Html.Of($"<circle class=\"ring\" cx=\"{_x.Place(x)}\" cy=\"{_y.Place(y)}\" r=\"4\"><title>{name}</title></circle>"));
        return this;
    }

    public Chart Dots(IEnumerable<(double X, double Y)> points)
    {
        _marks.AddRange(points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).Select(p =>
            Html.Of($"<circle class=\"dot\" cx=\"{_x.Place(p.X)}\" cy=\"{_y.Place(p.Y)}\" r=\"2\"/>")));
        return this;
    }

    /// <summary>From zero to a height.</summary>
    public Chart Bar(double from, double to, double height, string name, string look = "bar")
    {
        double top = _y.Place(height);
        double left = _x.Place(from) + 0.5;
        _marks.Add(Html.Of(
            $"<rect class=\"{look}\" x=\"{left}\" y=\"{top}\" width=\"{Math.Max(0.5, _x.Place(to) - left - 0.5)}\" height=\"{Math.Max(0, _y.Place(0) - top)}\"><title>{name}</title></rect>"));
        return this;
    }

    public Html Write() => Html.Of($"""
        <svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{title}. {description}">
        <title>{title}</title>
        {Html.Lines(_y.Ticks.Select(Horizontal))}
        <line class="axis" x1="{Left}" y1="{Bottom}" x2="{Right}" y2="{Bottom}"/>
        {Html.Lines(_x.Ticks.Select(Vertical))}
        <text x="{(Left + Right) / 2}" y="{Height - 6}" text-anchor="middle">{horizontal}</text>
        {Html.Lines(_marks)}
        </svg>
        """);

    /// <summary>What lines are, where there are several.</summary>
    public static Html Legend(IEnumerable<Curve> curves) => Html.Of(
        $"<ul class=\"legend\">{curves.Where(c => c.IsNamed).Select(c => Html.Of($"<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><line class=\"{c.Look}\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/></svg>{c.Name}</li>"))}</ul>");

    private Html Horizontal(double tick) => Html.Of(
        $"<line class=\"gridline\" x1=\"{Left}\" y1=\"{_y.Place(tick)}\" x2=\"{Right}\" y2=\"{_y.Place(tick)}\"/><text x=\"{Left - 6}\" y=\"{_y.Place(tick) + 4}\" text-anchor=\"end\">{Numbers.Short(tick)}</text>");

    private Html Vertical(double tick) =>
        Html.Of($"<text x=\"{_x.Place(tick)}\" y=\"{Bottom + 16}\" text-anchor=\"middle\">{Numbers.Short(tick)}</text>");

    private static string Dot(string look) => look.StartsWith("main", StringComparison.Ordinal) ? "bar" : "bar quiet";

    /// <summary>Lines without gaps, in places; points that nobody could tell from those before are left out.</summary>
    private List<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double Y)> points)
    {
        List<List<(double X, double Y)>> runs = [];
        bool isOpen = false;
        for (int i = 0; i < points.Count; i++)
        {
            if (!double.IsFinite(points[i].X) || !double.IsFinite(points[i].Y))
            {
                isOpen = false;
                continue;
            }
            (double X, double Y) place = (_x.Place(points[i].X), _y.Place(points[i].Y));
            if (!isOpen)
            {
                runs.Add([]);
                isOpen = true;
            }
            bool isLast = i + 1 == points.Count || !double.IsFinite(points[i + 1].X) || !double.IsFinite(points[i + 1].Y);
            if (runs[^1].Count == 0 || isLast || Math.Abs(place.X - runs[^1][^1].X) + Math.Abs(place.Y - runs[^1][^1].Y) >= LeastStep)
            {
                runs[^1].Add(place);
            }
        }
        return runs;
    }
}
