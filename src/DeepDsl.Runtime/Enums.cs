namespace DeepDsl;

/// <summary>What a value's elements are.</summary>
public enum ElementType { Float32, Int32 }

/// <summary>An activation fused into the layer that names it.</summary>
public enum Activation
{
    None, ReLU, LeakyReLU, ELU, SELU, GELU, GELUTanh, SiLU, Mish, Sigmoid, Tanh, Softplus, Softsign, HardSigmoid, HardSwish, ReLU6,
    Softmax, LogSoftmax,
}

/// <summary>How the border of an image is treated.</summary>
public enum Padding
{
    /// <summary>No padding.</summary>
    Valid,

    /// <summary>floor(dilation * (K - 1) / 2) on both sides, as PyTorch does.</summary>
    Same,

    /// <summary>TensorFlow's "same": the odd one goes to the end.</summary>
    SameUpper,

    /// <summary>dilation * (K - 1) on both sides.</summary>
    Full,

    /// <summary>dilation * (K - 1) before, nothing behind: no output sees the future (1D).</summary>
    Causal,
}

/// <summary>Where the new elements of an upsampling come from.</summary>
public enum Interpolation
{
    /// <summary>Each element repeated.</summary>
    Nearest,

    /// <summary>Linear between the two nearest along each axis: linear in 1D, bilinear in 2D.</summary>
    Bilinear,
}

/// <summary>How parameters start.</summary>
public enum Init
{
    /// <summary>By the activation: He for the ReLU family, LeCun for SELU, else Glorot.</summary>
    Auto,
    Zeros, Ones, Constant, Uniform, Normal, TruncatedNormal, GlorotUniform, GlorotNormal, HeUniform, HeNormal, LeCunUniform, LeCunNormal,
    Orthogonal, Identity,
}

/// <summary>What training minimises.</summary>
public enum Loss
{
    /// <summary>By an expression of the model's own.</summary>
    Custom,
    MeanSquaredError, MeanAbsoluteError, Huber, LogCosh, SoftmaxCrossEntropy, SigmoidCrossEntropy, CategoricalCrossEntropy,
    BinaryCrossEntropy, Hinge, KullbackLeibler, Focal,
}

/// <summary>How parameters follow their gradients.</summary>
public enum Optimizer { SGD, Momentum, Nesterov, Adagrad, Adadelta, RMSprop, Adam, AdamW, NAdam, Lion }

/// <summary>What a [Shortcut] does where shapes differ.</summary>
public enum Otherwise { Project, Skip }

/// <summary>Where a block's parameter takes its value from.</summary>
public enum Of { Argument, InputChannels }
