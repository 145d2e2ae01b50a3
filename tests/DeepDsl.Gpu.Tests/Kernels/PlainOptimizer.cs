using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu.Tests;

/// <summary>The optimizers written down from their papers and PyTorch's documentation, in double, one weight at a time.</summary>
internal sealed class PlainOptimizer(Optimizer kind, TrainDefaults options, int count)
{
    private readonly double[] _a = new double[count];
    private readonly double[] _b = new double[count];
    private int _step;
    private double _momentumProduct = 1;

    public void Step(double[] weights, double[] gradients, double rate, Func<int, ParameterSettings> parameterOf)
    {
        _step++;
        double momentumNow = options.Beta1 * (1 - 0.5 * Math.Pow(0.96, _step * 0.004));
        double momentumNext = options.Beta1 * (1 - 0.5 * Math.Pow(0.96, (_step + 1) * 0.004));
        _momentumProduct *= momentumNow;
        for (int i = 0; i < weights.Length; i++)
        {
            var parameter = parameterOf(i);
            if (parameter.Rate == 0)
                continue;
            double w = weights[i];
            double decay = options.WeightDecay * parameter.Decay;
            double g = gradients[i] + parameter.L1 * Math.Sign(w) + 2 * parameter.L2 * w;
            if (kind is Optimizer.AdamW or Optimizer.Lion)
                w -= rate * decay * w;
            else
                g += decay * w;
            weights[i] = w - rate * Direction(i, g, momentumNow, momentumNext);
        }
    }

    private double Direction(int i, double g, double momentumNow, double momentumNext)
    {
        ref double a = ref _a[i];
        ref double b = ref _b[i];
        switch (kind)
        {
            case Optimizer.SGD:
                return g;
            case Optimizer.Momentum:
                return a = options.Momentum * a + g;
            case Optimizer.Nesterov:
                a = options.Momentum * a + g;
                return g + options.Momentum * a;
            case Optimizer.Adagrad:
                a += g * g;
                return g / (Math.Sqrt(a) + options.Epsilon);
            case Optimizer.RMSprop:
                a = options.Rho * a + (1 - options.Rho) * g * g;
                return g / (Math.Sqrt(a) + options.Epsilon);
            case Optimizer.Adadelta:
                a = options.Rho * a + (1 - options.Rho) * g * g;
                double change = Math.Sqrt(b + options.Epsilon) / Math.Sqrt(a + options.Epsilon) * g;
                b = options.Rho * b + (1 - options.Rho) * change * change;
                return change;
            case Optimizer.Lion:
                double sign = Math.Sign(options.Beta1 * a + (1 - options.Beta1) * g);
                a = options.Beta2 * a + (1 - options.Beta2) * g;
                return sign;
        }

        a = options.Beta1 * a + (1 - options.Beta1) * g;
        b = options.Beta2 * b + (1 - options.Beta2) * g * g;
        double scale = Math.Sqrt(b / (1 - Math.Pow(options.Beta2, _step))) + options.Epsilon;
        return kind == Optimizer.NAdam
            ? momentumNext * a / (1 - _momentumProduct * momentumNext) / scale + (1 - momentumNow) * g / (1 - _momentumProduct) / scale
            : a / (1 - Math.Pow(options.Beta1, _step)) / scale;
    }
}
