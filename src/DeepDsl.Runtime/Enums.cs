namespace DeepDsl;

/// <summary>What a value's elements are.</summary>
public enum ElementType { Float32, Int32 }

/// <summary>An activation fused into the layer that names it.</summary>
public enum Activation
{
    None, ReLU, LeakyReLU, ELU, SELU, GELU, GELUTanh, SiLU, Mish, Sigmoid, Tanh, Softplus, Softsign, HardSigmoid, HardSwish, ReLU6,
    Softmax, LogSoftmax,
}

/// <summary>
/// What matrix products and convolutions read, in the model and in its gradients. They add in 32 bits whatever they read; parameters,
/// optimizers, statistics and losses keep 32 bits.
/// </summary>
public enum Precision
{
    /// <summary>Floats as they are.</summary>
    Float32,

    /// <summary>Floats rounded to 10 bits behind the point, ties away from zero.</summary>
    TensorFloat32,

    /// <summary>Floats rounded to 7 bits behind the point, ties to even; what layers give to layers is rounded so as well.</summary>
    BFloat16,
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

/// <summary>
/// How a convolution along steps is computed. Its value is the same but for rounding, and its gradients are computed alike.
/// </summary>
public enum ConvolutionAlgorithm
{
    /// <summary>Window by window: T * Kernel products for each pair of channels.</summary>
    Direct,

    /// <summary>
    /// By the frequencies of both sides, which takes about T * log2(T) instead. Rounding errs by a share of all that a sequence and a
    /// kernel hold rather than of each window: at most <c>1e-6 * |x| * |w|</c>, the square roots of the sums of their squares. An infinite
    /// number spreads over its whole sequence.
    /// </summary>
    Fourier,

    /// <summary>By frequencies where sizes say that this takes less, else window by window.</summary>
    Auto,
}

/// <summary>Where the new elements of an upsampling come from.</summary>
public enum Interpolation
{
    /// <summary>Each element repeated.</summary>
    Nearest,

    /// <summary>Linear between the two nearest along each axis: linear in 1D, bilinear in 2D.</summary>
    Bilinear,
}

/// <summary>How heads of attention learn how far a query and a key are apart.</summary>
public enum RelativePositions
{
    /// <summary>Not by themselves.</summary>
    None,

    /// <summary>Channels of queries and keys are turned in pairs by angles that grow with the position.</summary>
    Rotary,

    /// <summary>Scores lose in proportion to the distance, each head by another factor (ALiBi).</summary>
    Alibi,
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
    /// <summary>By a method of the model's own: <c>loss = f(p, t)</c>. Output <c>[..]</c> of any shape, targets the same.</summary>
    Custom,

    /// <summary><c>loss = (p - t)^2</c>. Output <c>[..]</c> of any shape, targets the same.</summary>
    MeanSquaredError,

    /// <summary><c>loss = |p - t|</c>. Output <c>[..]</c> of any shape, targets the same.</summary>
    MeanAbsoluteError,

    /// <summary>
    /// <c>loss = 0.5 * (p - t)^2</c> where the error is at most Delta, <c>loss = Delta * (|p - t| - 0.5 * Delta)</c> beyond.
    /// Output <c>[..]</c> of any shape, targets the same.
    /// </summary>
    Huber,

    /// <summary><c>loss = ln(cosh(p - t))</c>. Output <c>[..]</c> of any shape, targets the same.</summary>
    LogCosh,

    /// <summary>
    /// On logits, for exclusive classes: <c>loss = -ln(softmax(p)[class])</c>. Output <c>[.., Classes]</c>; targets are ints
    /// <c>[..]</c>, members of the enum of labels, or floats of the output's shape.
    /// </summary>
    SoftmaxCrossEntropy,

    /// <summary>
    /// On logits, each a question of its own: <c>loss = -t * ln(sigmoid(p)) - (1 - t) * ln(1 - sigmoid(p))</c>. Output
    /// <c>[..]</c> of any shape; targets are floats of the same, or ints that name classes.
    /// </summary>
    SigmoidCrossEntropy,

    /// <summary>
    /// On probabilities, for exclusive classes: <c>loss = -ln(p[class])</c>. Output <c>[.., Classes]</c>; targets are ints
    /// <c>[..]</c>, members of the enum of labels, or floats of the output's shape.
    /// </summary>
    CategoricalCrossEntropy,

    /// <summary>
    /// On probabilities, each a question of its own: <c>loss = -t * ln(p) - (1 - t) * ln(1 - p)</c>. Output <c>[..]</c> of any
    /// shape; targets are floats of the same, or ints that name classes.
    /// </summary>
    BinaryCrossEntropy,

    /// <summary>
    /// <c>loss = max(0, 1 - s * p)</c>, with <c>s</c> 1 for positive targets and -1 for others. Output <c>[..]</c> of any shape;
    /// targets are floats of the same, or ints that name classes.
    /// </summary>
    Hinge,

    /// <summary>
    /// <c>loss = sum(t * ln(t / q))</c> over the last dimension, with <c>q = softmax(p)</c>, or <c>q = p</c> without FromLogits.
    /// Output <c>[.., Classes]</c>, targets the same.
    /// </summary>
    KullbackLeibler,

    /// <summary>
    /// <c>loss = -Alpha * (1 - q)^Gamma * ln(q)</c> for ones, with <c>q = sigmoid(p)</c>, or <c>q = p</c> without FromLogits; for
    /// zeros 1 - Alpha and 1 - q stand in their place. Output <c>[..]</c> of any shape; targets are floats of the same, or ints
    /// that name classes.
    /// </summary>
    Focal,

    /// <summary>
    /// Of counts, whose mean has the logarithm <c>p</c>: <c>loss = exp(p) - t * p</c>. Output <c>[..]</c> of any shape, targets the same.
    /// </summary>
    Poisson,

    /// <summary>
    /// Of a quantile: <c>loss = Share * (t - p)</c> below the target, <c>loss = (1 - Share) * (p - t)</c> above. Output <c>[..]</c> of any
    /// shape, targets the same.
    /// </summary>
    Quantile,

    /// <summary>
    /// <c>loss = 1 - cos(p, t)</c>, of vectors along the last dimension; a vector of length 0 has no direction, and the loss 1. Output
    /// <c>[.., D]</c>, targets the same.
    /// </summary>
    CosineDistance,

    /// <summary>
    /// Of boxes (left, top, right, bottom): <c>loss = 1 - area(both) / area(either)</c>. Output <c>[.., 4]</c>, targets the same; those
    /// without an area count nothing.
    /// </summary>
    BoxIoU,

    /// <summary>
    /// Of boxes as in BoxIoU: <c>loss = 1 - area(both) / area(either) + (area(around) - area(either)) / area(around)</c>, with the smallest
    /// box around both. Output <c>[.., 4]</c>, targets the same; those without an area count nothing.
    /// </summary>
    BoxGIoU,

    /// <summary>
    /// <c>loss = 1 - (2 * sum(t * q) + Smooth) / (sum(t) + sum(q) + Smooth)</c> by sums over positions, for each sample and channel, with
    /// <c>q = sigmoid(p)</c>, or <c>q = p</c> without FromLogits: of exclusive classes put [Softmax] last. Output <c>[.., Channels]</c>;
    /// targets are floats of the same, or ints <c>[..]</c> that name channels.
    /// </summary>
    Dice,

    /// <summary>
    /// Of an anchor, one like it and another, which are the parts a, b and c of the output:
    /// <c>loss = max(0, |a - b| - |a - c| + Margin)</c> with lengths along the last dimension. Output <c>[3, .., D]</c>; there are no targets.
    /// </summary>
    Triplet,

    /// <summary>
    /// Contrast of two views: each vector is to find its partner among those of the other view in the same sample,
    /// <c>loss = -ln(softmax(cos / Temperature)[partner])</c>, the mean of both ways. Output <c>[2, Pairs, D]</c>; there are no targets.
    /// </summary>
    InfoNCE,

    /// <summary>
    /// <c>loss = 1 - (h + Smooth) / (h + FalsePositives * (sum(q) - h) + FalseNegatives * (sum(t) - h) + Smooth)</c> with
    /// <c>h = sum(t * q)</c>, sums as in Dice. Output <c>[.., Channels]</c>; targets are floats of the same, or ints <c>[..]</c> that name
    /// channels.
    /// </summary>
    Tversky,

    /// <summary>
    /// On logits, of labels in order without their places (connectionist temporal classification): <c>loss = -ln(P(labels)) / max(L, 1)</c>,
    /// where P sums over all ways to give each step a label or the blank that read as the L labels, runs of one label as one and blanks as
    /// nothing. Output <c>[T, Classes]</c>; targets are ints <c>[MaxLabels]</c>, or <c>[T]</c>, with IgnoreIndex, by default -1, behind the
    /// last. <see cref="SequenceLabels"/> reads labels off scores.
    /// </summary>
    CTC,
}

/// <summary>What the pieces of a signal are multiplied by before their frequencies are taken, so that their ends do not count as jumps.</summary>
public enum SignalWindow
{
    /// <summary><c>0.5 - 0.5 * cos(2 * pi * i / Size)</c>.</summary>
    Hann,

    /// <summary><c>0.54 - 0.46 * cos(2 * pi * i / Size)</c>.</summary>
    Hamming,

    /// <summary>One.</summary>
    None,
}

/// <summary>Pitch as ears take it, by the frequency <c>f</c> in Hz.</summary>
public enum MelScale
{
    /// <summary><c>2595 * log10(1 + f / 700)</c>.</summary>
    HTK,

    /// <summary><c>3 * f / 200</c> up to 1000 Hz, <c>15 + 27 * ln(f / 1000) / ln(6.4)</c> above.</summary>
    Slaney,
}

/// <summary>How parameters follow their gradients: what a step makes of a weight <c>w</c> whose gradient is <c>g</c>.</summary>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent: <c>w -= rate * g</c>.</summary>
    SGD,

    /// <summary>Descent along a decaying sum of the gradients: <c>s = Momentum * s + g</c>, <c>w -= rate * s</c>.</summary>
    Momentum,

    /// <summary>Momentum that looks one step ahead: <c>s = Momentum * s + g</c>, <c>w -= rate * (g + Momentum * s)</c>.</summary>
    Nesterov,

    /// <summary>
    /// The rate falls with the sum of the squared gradients: <c>s = s + g^2</c>, <c>w -= rate * g / (sqrt(s) + Epsilon)</c>.
    /// </summary>
    Adagrad,

    /// <summary>
    /// The size of a step follows from those before it: <c>w -= rate * c</c>, with <c>c = sqrt(d + Epsilon) / sqrt(v + Epsilon) * g</c>;
    /// <c>v</c> and <c>d</c> are means of <c>g^2</c> and <c>c^2</c> that decay by Rho.
    /// </summary>
    Adadelta,

    /// <summary>
    /// The rate falls with the mean square of the gradient: <c>v = Rho * v + (1 - Rho) * g^2</c>,
    /// <c>w -= rate * g / (sqrt(v) + Epsilon)</c>.
    /// </summary>
    RMSprop,

    /// <summary>
    /// <c>w -= rate * m / (sqrt(v) + Epsilon)</c>: <c>m</c> and <c>v</c> are means of <c>g</c> and <c>g^2</c> that decay by Beta1 and
    /// Beta2, corrected for their start at 0.
    /// </summary>
    Adam,

    /// <summary>
    /// Adam whose weight decay shrinks the weights by themselves: <c>w = (1 - rate * WeightDecay) * w</c> before its step.
    /// </summary>
    AdamW,

    /// <summary>
    /// Adam with Nesterov's momentum: <c>w -= rate * ((1 - b) * g + b * m) / (sqrt(v) + Epsilon)</c>, where <c>b</c> grows towards Beta1;
    /// <c>g</c>, <c>m</c> and <c>v</c> are corrected for the start at 0.
    /// </summary>
    NAdam,

    /// <summary>
    /// Every weight moves by the rate: <c>w -= rate * sign(Beta1 * m + (1 - Beta1) * g)</c>, then <c>m = Beta2 * m + (1 - Beta2) * g</c>.
    /// Weight decay shrinks the weights by themselves.
    /// </summary>
    Lion,
}

/// <summary>What the border of a [Pad1D] or [Pad2D] holds.</summary>
public enum PadMode
{
    /// <summary>A constant.</summary>
    Constant,

    /// <summary>What lies behind the edge, mirrored at it: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The edge again: a a | a b c | c c.</summary>
    Replicate,
}

/// <summary>What a [Shortcut] does where shapes differ.</summary>
public enum Otherwise { Project, Skip }

/// <summary>Where a block's parameter takes its value from.</summary>
public enum Of { Argument, InputChannels }

/// <summary>How a node's neighbours become one.</summary>
public enum Aggregate { Mean, Sum, Max }

/// <summary>What a recurrent layer gives.</summary>
public enum Return
{
    /// <summary>Its state at each step.</summary>
    Sequence,

    /// <summary>Its state after the last step.</summary>
    Last,
}

/// <summary>How what both directions of a sequence give becomes one value.</summary>
public enum Merge
{
    /// <summary>There is one direction.</summary>
    None,

    /// <summary>Side by side, so that there are twice as many features.</summary>
    Concat, Sum, Average, Multiply,
}
