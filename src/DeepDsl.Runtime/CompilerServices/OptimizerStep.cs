using System.ComponentModel;

namespace DeepDsl.CompilerServices;

/// <summary>Everything that one update of the weights depends on besides the buffers; defaults are resolved.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct OptimizerStep
{
    public required Optimizer Optimizer { get; init; }

    /// <summary>Number of this update with this optimizer, from 1.</summary>
    public required long Step { get; init; }
    public required double LearningRate { get; init; }
    public required double WeightDecay { get; init; }
    public required double Momentum { get; init; }
    public required double Beta1 { get; init; }
    public required double Beta2 { get; init; }
    public required double Epsilon { get; init; }
    public required double Rho { get; init; }

    /// <summary>NAdam's momentum at this step and the next, and the product of its momenta up to this step.</summary>
    public required NAdamMomentum NAdam { get; init; }

    /// <summary>Bounds on the gradients, 0 for none, applied in this order.</summary>
    public required double ClipValue { get; init; }
    public required double ClipNormPerParameter { get; init; }
    public required double ClipNorm { get; init; }

    /// <summary>Added to the gradients behind all bounds.</summary>
    public GradientNoise Noise { get; init; }

    /// <summary>By parameter: whether it moves, and how far in proportion to others. A change makes a new array.</summary>
    public required ParameterTreatment[] Parameters { get; init; }
}
