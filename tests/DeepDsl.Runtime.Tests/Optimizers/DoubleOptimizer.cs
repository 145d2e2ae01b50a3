namespace DeepDsl.Tests.Optimizers;

/// <summary>The optimizers from their papers' formulas, one weight at a time in double, at their default settings.</summary>
internal sealed class DoubleOptimizer(Optimizer kind, double rate, double decay, int count)
{
    private readonly double[] _first = new double[count];
    private readonly double[] _second = new double[count];
    private double _nadamProduct = 1;
    private int _step;

    public void Step(double[] weights, ReadOnlySpan<float> gradients)
    {
        _step++;
        double now = NAdamMomentum(_step);
        _nadamProduct *= now;
        for (int i = 0; i < weights.Length; i++)
        {
            bool decoupled = kind is Optimizer.AdamW or Optimizer.Lion;
            double gradient = gradients[i] + (decoupled ? 0 : decay * weights[i]);
            double shrunk = decoupled ? weights[i] * (1 - (rate * decay)) : weights[i];
            weights[i] = shrunk - Change(gradient, ref _first[i], ref _second[i], now);
        }
    }

    private static double NAdamMomentum(int step) => 0.9 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));

    private double Change(double g, ref double m, ref double v, double now)
    {
        switch (kind)
        {
            case Optimizer.SGD:
                return rate * g;
            case Optimizer.Momentum:
                m = (0.9 * m) + g;
                return rate * m;
            case Optimizer.Nesterov:
                m = (0.9 * m) + g;
                return rate * (g + (0.9 * m));
            case Optimizer.Adagrad:
                m += g * g;
                return rate * g / (Math.Sqrt(m) + 1e-10);
            case Optimizer.Adadelta:
                m = (0.9 * m) + (0.1 * g * g);
                double change = Math.Sqrt(v + 1e-6) / Math.Sqrt(m + 1e-6) * g;
                v = (0.9 * v) + (0.1 * change * change);
                return rate * change;
            case Optimizer.RMSprop:
                m = (0.99 * m) + (0.01 * g * g);
                return rate * g / (Math.Sqrt(m) + 1e-8);
            case Optimizer.Lion:
                double direction = Math.Sign((0.9 * m) + (0.1 * g));
                m = (0.99 * m) + (0.01 * g);
                return rate * direction;
        }

        m = (0.9 * m) + (0.1 * g);
        v = (0.999 * v) + (0.001 * g * g);
        double divisor = Math.Sqrt(v / (1 - Math.Pow(0.999, _step))) + 1e-8;
        if (kind != Optimizer.NAdam)
        {
            return rate * m / (1 - Math.Pow(0.9, _step)) / divisor;
        }

        double next = NAdamMomentum(_step + 1);
        return rate * ((g * (1 - now) / (1 - _nadamProduct)) + (m * next / (1 - (_nadamProduct * next)))) / divisor;
    }
}
