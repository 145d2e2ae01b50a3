namespace DeepDsl.Compiler.Ops;

/// <summary>What a layer is for.</summary>
public enum OpRole
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A product of its input with trained weights: dense layers and convolutions of any kind.</summary>
    Weights,

    Norm,

    /// <summary>Disturbs its input in training, as dropout does.</summary>
    Noise,

    /// <summary>Moves or names values without changing them.</summary>
    Move,

    /// <summary>Computes a function of each element, or softmax, and nothing else.</summary>
    Activation,

    /// <summary>Joins several values.</summary>
    Merge,

    /// <summary>One value for each window, or for the whole of a map.</summary>
    Pool,
}
