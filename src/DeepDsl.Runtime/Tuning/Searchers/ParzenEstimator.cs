namespace DeepDsl;

/// <summary>How the values of some trials are distributed over one setting: bells around them, cut off at 0 and 1, or shares of names.</summary>
internal sealed class ParzenEstimator
{
    /// <summary>Trials of full weight, the last ones.</summary>
    private const int Recent = 25;

    private readonly int _names;
    private readonly double[] _weights;
    private readonly double[] _centres;
    private readonly double[] _widths;

    /// <param name="dimension">The setting.</param>
    /// <param name="places">Where trials lie, the oldest first.</param>
    public ParzenEstimator(SearchDimension dimension, double[] places)
    {
        // The last bell is the wide one, whose weight is that of one trial.
        _weights = [.. Enumerable.Range(0, places.Length).Select(i => Weight(i, places.Length)), 1];
        if (dimension.Kind == SearchDimensionKind.Text)
        {
            _names = (int)dimension.Count!.Value;
            double[] counts = [.. Enumerable.Repeat(1.0 / _names, _names)];
            for (int i = 0; i < places.Length; i++)
            {
                counts[(int)(places[i] * _names)] += _weights[i];
            }
            _weights = counts;
            (_centres, _widths) = ([], []);
        }
        else
        {
            _centres = [.. places, 0.5];
            _widths = Widths(_centres);
        }
        double sum = _weights.Sum();
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= sum;
        }
    }

    /// <summary>A place; of a name the middle of its room.</summary>
    public double Draw(ref SearchRandom random)
    {
        double rest = random.Uniform();
        int i = 0;
        while (i < _weights.Length - 1 && rest >= _weights[i])
        {
            rest -= _weights[i++];
        }
        if (_names > 0)
        {
            return (i + 0.5) / _names;
        }
        // At least a third of each bell lies inside.
        while (true)
        {
            double place = _centres[i] + (_widths[i] * random.Gaussian());
            if (place is >= 0 and <= 1)
            {
                return place;
            }
        }
    }

    public double LogDensity(double place)
    {
        if (_names > 0)
        {
            return Math.Log(_weights[Math.Min((int)(place * _names), _names - 1)]);
        }
        double density = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            double z = (place - _centres[i]) / _widths[i];
            double inside = ExpectedImprovement.Probability((1 - _centres[i]) / _widths[i])
                - ExpectedImprovement.Probability(-_centres[i] / _widths[i]);
            density += _weights[i] * Math.Exp(-z * z / 2) / (Math.Sqrt(2 * Math.PI) * _widths[i] * inside);
        }
        return Math.Log(density);
    }

    private static double Weight(int index, int count) =>
        index >= count - Recent || count <= Recent + 1 ? 1 : double.Lerp(1.0 / count, 1, index / (double)(count - Recent - 1));

    /// <summary>As far as the farther neighbour, within bounds: narrow bells would be drawn again and again.</summary>
    private static double[] Widths(double[] centres)
    {
        double least = 1 / Math.Min(100, 1.0 + centres.Length);
        int[] order = [.. Enumerable.Range(0, centres.Length).OrderBy(i => centres[i])];
        double[] widths = new double[centres.Length];
        for (int i = 0; i < order.Length; i++)
        {
            double left = i == 0 ? 0 : centres[order[i]] - centres[order[i - 1]];
            double right = i == order.Length - 1 ? 0 : centres[order[i + 1]] - centres[order[i]];
            widths[order[i]] = Math.Clamp(Math.Max(left, right), least, 1);
        }
        widths[^1] = 1;
        return widths;
    }
}
