using System.Numerics.Tensors;

namespace DeepDsl;

/// <summary>The gradients of some updates, added up by parameter and by unit. Looking allocates nothing.</summary>
internal sealed class GradientLooks
{
    private readonly double[] _lastSquares;
    private readonly double[] _squares;
    private readonly long[] _counts; // of values that are not zero
    private readonly double[]?[] _units; // sums of squares by unit, of biases and of shifts of norms

    public GradientLooks(Network network)
    {
        Parameters = [.. network.Parameters.Where(p => p.IsTrainable)];
        _lastSquares = new double[Parameters.Length];
        _squares = new double[Parameters.Length];
        _counts = new long[Parameters.Length];
        _units = Array.ConvertAll(Parameters, p => HasUnits(network, p) ? new double[p.Length] : null);
    }

    /// <summary>Those that are looked at.</summary>
    public Parameter[] Parameters { get; }

    /// <summary>Looks since the last reset.</summary>
    public int Count { get; private set; }

    public static string LayerOf(Parameter parameter) =>
        parameter.Name.LastIndexOf('.') is > 0 and int end ? parameter.Name[..end] : parameter.Name;

    public void Reset()
    {
        Count = 0;
        Array.Clear(_squares);
        Array.Clear(_counts);
        foreach (double[]? units in _units)
        {
            Array.Clear(units ?? []);
        }
    }

    /// <summary>Takes in what the last backward pass left.</summary>
    public void Look()
    {
        Count++;
        for (int i = 0; i < Parameters.Length; i++)
        {
            ReadOnlySpan<float> gradient = Parameters[i].Gradient;
            _lastSquares[i] = TensorPrimitives.SumOfSquares(gradient);
            _squares[i] += _lastSquares[i];
            if (_units[i] is { } units)
            {
                for (int unit = 0; unit < units.Length; unit++)
                {
                    units[unit] += (double)gradient[unit] * gradient[unit];
                }
            }

            _counts[i] += gradient.Length - gradient.Count(0f);
        }
    }

    /// <summary>Sum of squares of the parameter's gradient at the last look.</summary>
    public double LastSquares(int parameter) => _lastSquares[parameter];

    /// <summary>Sum of squares over all looks.</summary>
    public double Squares(int parameter) => _squares[parameter];

    /// <summary>Values that were not zero, over all looks.</summary>
    public long NotZero(int parameter) => _counts[parameter];

    /// <summary>Sums of squares by unit; null where the parameter has no number for each unit of a layer.</summary>
    public double[]? Units(int parameter) => _units[parameter];

    /// <summary>Scores of classes of which a step draws some have no gradient where they are not drawn.</summary>
    private static bool HasUnits(Network network, Parameter parameter) =>
        parameter.Shape.Length == 1 && parameter.Length >= 4 && parameter.Name.Contains('.', StringComparison.Ordinal)
        && !network.Definition.Losses.Any(l => l.Sampling is not null && l.Classes == parameter.Length);
}
