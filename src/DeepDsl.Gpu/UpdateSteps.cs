using DeepDsl.CompilerServices;
using DeepDsl.Gpu.Kernels;

namespace DeepDsl.Gpu;

/// <summary>The numbers of each optimizer step in turn, computed in double: bias corrections would drown in float.</summary>
internal sealed class UpdateSteps(Optimizer kind, TrainDefaults options)
{
    /// <summary>PyTorch's momentum_decay: how fast NAdam's momentum warms up.</summary>
    private const double MomentumDecay = 0.004;

    private long _step;
    private double _momentumProduct = 1;

    /// <summary>Steps taken so far; a resumed training sets it.</summary>
    public long Step
    {
        get => _step;
        set
        {
            _step = 0;
            _momentumProduct = 1;
            while (_step < value)
                Advance();
        }
    }

    public UpdateSettings Next(double rate)
    {
        Advance();
        double secondCorrection = 1 - Math.Pow(options.Beta2, _step);
        var (gradientRate, momentRate) = kind == Optimizer.NAdam
            ? ((1 - WarmedMomentum(_step)) * rate / (1 - _momentumProduct),
                WarmedMomentum(_step + 1) * rate / (1 - _momentumProduct * WarmedMomentum(_step + 1)))
            : (0, rate / (1 - Math.Pow(options.Beta1, _step)));
        return new()
        {
            Rate = (float)rate,
            Decay = (float)options.WeightDecay,
            Momentum = (float)options.Momentum,
            Beta1 = (float)options.Beta1,
            Beta2 = (float)options.Beta2,
            Rho = (float)options.Rho,
            Beta1Rest = (float)(1 - options.Beta1),
            Beta2Rest = (float)(1 - options.Beta2),
            RhoRest = (float)(1 - options.Rho),
            Epsilon = (float)options.Epsilon,
            GradientRate = (float)gradientRate,
            MomentRate = (float)momentRate,
            SecondCorrection = (float)(1 / Math.Sqrt(secondCorrection)),
        };
    }

    private void Advance()
    {
        _step++;
        _momentumProduct *= WarmedMomentum(_step);
    }

    private double WarmedMomentum(long step) => options.Beta1 * (1 - 0.5 * Math.Pow(0.96, step * MomentumDecay));
}
