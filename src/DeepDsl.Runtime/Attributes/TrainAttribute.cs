namespace DeepDsl;

/// <summary>How the model is trained; every value can be overridden at run time.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TrainAttribute : Attribute
{
    /// <summary>How parameters follow their gradients.</summary>
    public Optimizer Optimizer { get; set; } = Optimizer.Adam;

    /// <summary>Step size.</summary>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Samples in a step.</summary>
    public int BatchSize { get; set; } = 32;

    /// <summary>Bound on the norm of all gradients together; 0 for none.</summary>
    public double ClipNorm { get; set; }
}
