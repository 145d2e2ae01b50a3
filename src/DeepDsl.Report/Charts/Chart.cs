namespace DeepDsl.Report;

/// <summary>A picture over two axes, so small that its text is as large as that around it, on a phone too.</summary>
/// <param name="title">What it shows.</param>
/// <param name="description">The same in numbers, which a screen reader reads in place of the picture.</param>
/// <param name="horizontal">What the axis below is.</param>
/// <param name="x">Values along it.</param>
/// <param name="y">Values along the other.</param>
/// <param name="isExact">Whether the axis below ends with its values, as epochs do, rather than at round numbers.</param>
internal sealed class Chart(
    string title, string description, string horizontal, IEnumerable<double> x, IEnumerable<double> y, bool isExact = false)
{
    private const double Width = 360;
    private const double Height = 220;
    private const double Left = 46;
    private const double Right = 350;
    private const double Top = 10;
    private const double Bottom = 180;
    private const double LeastStep = 0.75;

    private readonly Scale _x = new(x, Left, Right, isExact);
    private readonly Scale _y = new(y, Bottom, Top);
    private readonly List<Html> _marks = [];

    /// <summary>The line on which both axes have one value.</summary>
    public Chart Diagonal(double low, double high)
    {
        _marks.Add(Svg.Line("ideal", _x.Place(low), _y.Place(low), _x.Place(high), _y.Place(high)));
        return this;
    }

    public Chart Line(Curve curve)
    {
        foreach (List<(double X, double Y)> run in Runs(curve.Points))
        {
            Html points = Html.All(run.Select(p => Html.Of($"{p.X},{p.Y} ")));
            _marks.Add(run.Count == 1
                ? Svg.Circle(curve.Look == "main" ? "bar" : "bar quiet", run[0].X, run[0].Y, 2.5, curve.Name)
                : Html.Of($"<polyline class=\"{curve.Look}\" points=\"{points}\"><title>{curve.Name}</title></polyline>"));
        }
        return this;
    }

    public Chart Ring(double x, double y, string name)
    {
        _marks.Add(Svg.Circle("ring", _x.Place(x), _y.Place(y), 4, name));
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
        (double, double) size = (Math.Max(0.5, _x.Place(to) - left - 0.5), Math.Max(0, _y.Place(0) - top));
        _marks.Add(Svg.Rectangle(look, left, top, size, name));
        return this;
    }

    public Html Write() => Html.Of($"""
        <svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="{title}. {description}">
        <title>{title}</title>
        {Html.Lines(_y.Ticks.Select(Horizontal))}
        {Svg.Line("axis", Left, Bottom, Right, Bottom)}
        {Html.Lines(_x.Ticks.Select(tick => Svg.Text(_x.Place(tick), Bottom + 16, "middle", Numbers.Short(tick))))}
        {Svg.Text((Left + Right) / 2, Height - 6, "middle", horizontal)}
        {Html.Lines(_marks)}
        </svg>
        """);

    /// <summary>What lines are, where there are several.</summary>
    public static Html Legend(IEnumerable<Curve> curves) => Html.Of($"<ul class=\"legend\">{curves.Select(Entry)}</ul>");

    private static Html Entry(Curve curve) => Html.Of(
        $"<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\">{Svg.Line(curve.Look, 0, 4, 24, 4)}</svg>{curve.Name}</li>");

    private Html Horizontal(double tick) => Svg.Line("gridline", Left, _y.Place(tick), Right, _y.Place(tick))
        + Svg.Text(Left - 6, _y.Place(tick) + 4, "end", Numbers.Short(tick));

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
