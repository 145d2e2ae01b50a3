using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Tests;

/// <summary>The optimizers written down from their papers and PyTorch's documentation, in double, one weight at a time.</summary>
internal sealed class PlainOptimizer(OptimizerStep options, int count)
{
    private readonly double[] _a = new double[count];
    private readonly double[] _b = new double[count];
    private int _step;
    private double _momentumProduct = 1;

    public static double WarmedMomentum(double beta1, long step) => beta1 * (1 - 0.5 * Math.Pow(0.96, step * 0.004));

    public void Step(double[] weights, double[] gradients, Func<int, ParameterTreatment> treatmentOf)
    {
        _step++;
        double momentumNow = WarmedMomentum(options.Beta1, _step);
        double momentumNext = WarmedMomentum(options.Beta1, _step + 1);
        _momentumProduct *= momentumNow;
        for (int i = 0; i < weights.Length; i++)
        {
            var treatment = treatmentOf(i);
            if (!treatment.Moves)
            {
                continue;
            }

            double w = weights[i];
            double g = gradients[i];
            double decay = treatment.Decays ? options.WeightDecay : 0;
            if (options.Optimizer is Optimizer.AdamW or Optimizer.Lion)
            {
                w -= options.LearningRate * decay * w;
            }
            else
            {
                g += decay * w;
            }

            weights[i] = w - options.LearningRate * Direction(i, g, momentumNow, momentumNext);
        }
    }

    private double Direction(int i, double g, double momentumNow, double momentumNext)
    {
        ref double a = ref _a[i];
        ref double b = ref _b[i];
        switch (options.Optimizer)
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
        return options.Optimizer == Optimizer.NAdam
            ? momentumNext * a / (1 - _momentumProduct * momentumNext) / scale + (1 - momentumNow) * g / (1 - _momentumProduct) / scale
            : a / (1 - Math.Pow(options.Beta1, _step)) / scale;
    }
}
