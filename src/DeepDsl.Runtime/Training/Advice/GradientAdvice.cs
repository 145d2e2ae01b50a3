using static System.FormattableString;

namespace DeepDsl;

/// <summary>What the gradients of an epoch show, from some of its updates.</summary>
internal sealed class GradientAdvice
{
    private readonly Network _network;
    private readonly GradientLooks _looks;
    private readonly List<double> _norms = [];

    public GradientAdvice(Network network)
    {
        _network = network;
        _looks = new(network);
    }

    public void Reset()
    {
        _looks.Reset();
        _norms.Clear();
    }

    /// <summary>Takes in what the last backward pass left.</summary>
    public void Look()
    {
        _looks.Look();
        _norms.Add(_network.Gradients.Norm());
    }

    public IEnumerable<Advice> Advise()
    {
        if (_norms.Count == 0)
        {
            yield break;
        }

        foreach (Advice advice in new[] { Exploding(), Vanishing() }.OfType<Advice>().Concat(Units()))
        {
            yield return advice;
        }
    }

    private Advice? Exploding()
    {
        bool isClipped = _network.Training is not { ClipNorm: 0, ClipNormPerParameter: 0, ClipValue: 0 };
        double[] sorted = [.. _norms.Order()];
        double median = sorted[sorted.Length / 2];
        return isClipped || _norms.Count < 5 || sorted[^1] < 100 * median || sorted[^1] < 10 ? null : new Advice(AdviceKind.ExplodingGradients, Invariant(
            $"The norm of the gradients reached {sorted[^1]:G3} in an epoch whose median is {median:G3}: a step of that size undoes many others. ")
            + "Bound it ([Train(ClipNorm = 1)]), or lower the learning rate.");
    }

    private Advice? Vanishing()
    {
        (string Name, double Size)[] weights = [.. Enumerable.Range(0, _looks.Parameters.Length)
            .Where(i => _looks.Parameters[i].Shape.Length > 1 && _looks.NotZero(i) > 0)
            .Select(i => (_looks.Parameters[i].Name, Math.Sqrt(_looks.Squares(i) / _looks.NotZero(i))))];
        if (weights.Length < 3)
        {
            return null;
        }

        (string Name, double Size) least = weights.MinBy(w => w.Size);
        (string Name, double Size) most = weights.MaxBy(w => w.Size);
        return least.Size > 1e-4 * most.Size ? null : new Advice(AdviceKind.VanishingGradients, Invariant(
            $"The gradient of {least.Name} is {least.Size:G3} in the mean, that of {most.Name} {most.Size:G3}: the one hardly learns while the other does. ")
            + "Take ReLU or its kin in place of sigmoid and tanh, He or Glorot initialisation, norms between layers, or shortcuts past them.");
    }

    private IEnumerable<Advice> Units()
    {
        for (int i = 0; i < _looks.Parameters.Length; i++)
        {
            if (_looks.Units(i) is not { } units || units.Max() == 0 || _looks.Parameters[i].Frozen)
            {
                continue;
            }

            double largest = Math.Sqrt(units.Max());
            int dead = units.Count(u => u == 0);
            int saturated = units.Count(u => u > 0 && Math.Sqrt(u) < 1e-5 * largest);
            string layer = GradientLooks.LayerOf(_looks.Parameters[i]);
            if (2 * dead >= units.Length)
            {
                yield return new Advice(AdviceKind.DeadUnits, Invariant(
                    $"{dead} of {units.Length} units of {layer} had a gradient of zero in all of {_norms.Count} updates: behind a ReLU they are 0 for every ")
                    + "sample, and stay so. Lower the learning rate, take LeakyReLU or GELU, or a batch norm in front of the ReLU.");
            }
            else if (2 * saturated >= units.Length)
            {
                yield return new Advice(AdviceKind.SaturatedUnits, Invariant(
                    $"{saturated} of {units.Length} units of {layer} had less than a hundred thousandth of the gradient of others: sigmoid and tanh are flat ")
                    + "where they stand. Scale the inputs, start with smaller weights, or take ReLU.");
            }
        }
    }
}
