namespace DeepDsl;

/// <summary>How the model is trained; every value can be overridden at run time.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class TrainAttribute : Attribute
{
    /// <summary>How parameters follow their gradients.</summary>
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>Step size.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>
    /// What matrix products and convolutions read, in training and in predictions; see <see cref="DeepDsl.Precision"/>. The model is
    /// compiled for it and for Float32, between which its constructor chooses.
    /// </summary>
    public Precision Precision { get; set; }

    /// <summary>Samples in a step.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Bound on the norm of all gradients together; 0 for none.</summary>
    public double ClipNorm { get; set; }

    /// <summary>Bound on the norm of each parameter's gradient; 0 for none.</summary>
    public double ClipNormPerParameter { get; set; }

    /// <summary>Bound on the size of each gradient value; 0 for none.</summary>
    public double ClipValue { get; set; }

    /// <summary>
    /// Variance of the normal noise that the first update adds to each gradient, behind all bounds; 0 for none. After t updates it is
    /// <c>GradientNoise / (1 + t)^GradientNoiseDecay</c> (Neelakantan et al. 2015, with 0.01, 0.3 or 1).
    /// </summary>
    public double GradientNoise { get; set; }

    /// <summary>How fast the variance of <see cref="GradientNoise"/> falls; 0 for noise that stays.</summary>
    public double GradientNoiseDecay { get; set; } = 0.55;

    /// <summary>Pull of the weights, not of biases, towards 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Momentum and Nesterov: share of the last step in the next.</summary>
    public double Momentum { get; set; } = 0.9;

    /// <summary>Adam's family and Lion: decay of the mean gradient.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Adam's family and Lion: decay of the mean squared gradient; for Lion of the momentum.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominators of the adaptive optimizers.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>RMSprop and Adadelta: decay of the mean squared gradient.</summary>
    public double Rho { get; set; } = 0.99;
}
