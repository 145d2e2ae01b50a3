using DeepDsl.CompilerServices;

namespace DeepDsl.Gpu.Kernels;

/// <summary>
/// The numbers of one optimizer step. What depends on the step alone (bias corrections, warm-up) is folded in on the host, in double:
/// in float they would drown.
/// </summary>
internal readonly record struct UpdateSettings
{
    public UpdateSettings(in OptimizerStep step)
    {
        Rate = (float)step.LearningRate;
        Decay = (float)step.WeightDecay;
        Shrink = (float)(1 - step.LearningRate * step.WeightDecay);
        Momentum = (float)step.Momentum;
        Epsilon = (float)step.Epsilon;
        Beta1 = (float)step.Beta1;
        Beta2 = (float)step.Beta2;
        Rho = (float)step.Rho;
        Beta1Rest = (float)(1 - step.Beta1);
        Beta2Rest = (float)(1 - step.Beta2);
        RhoRest = (float)(1 - step.Rho);
        SecondCorrection = (float)(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step)));
        if (step.Optimizer == Optimizer.NAdam)
        {
            GradientRate = (float)(step.LearningRate * (1 - step.NAdam.Now) / (1 - step.NAdam.Product));
            MomentRate = (float)(step.LearningRate * step.NAdam.Next / (1 - step.NAdam.Product * step.NAdam.Next));
        }
        else
        {
            MomentRate = (float)(step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step)));
        }
    }

    public float Rate { get; }

    /// <summary>Added to the gradient times the weight, by rules that decay so.</summary>
    public float Decay { get; }

    /// <summary>Factor on the weight, by the others.</summary>
    public float Shrink { get; }
    public float Momentum { get; }
    public float Epsilon { get; }
    public float Beta1 { get; }
    public float Beta2 { get; }
    public float Rho { get; }

    /// <summary>1 minus the above, subtracted in double: 1 - 0.999f is off by 1e-5 of its value.</summary>
    public float Beta1Rest { get; }
    public float Beta2Rest { get; }
    public float RhoRest { get; }

    /// <summary>Adam and its kin: the learning rate on the gradient (NAdam alone) and on the first moment, corrections included.</summary>
    public float GradientRate { get; }
    public float MomentRate { get; }

    /// <summary>One over the square root of the second moment's correction.</summary>
    public float SecondCorrection { get; }
}
