namespace DeepDsl.Gpu.Tests;

[Model, Input(39), Dense(21, Activation = Activation.ReLU), Dropout(0.2), Dense(17, Activation = Activation.Tanh), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, ClipNorm = 1)]
public partial class Classifier;

[Model, Input(5), Dense(11, Activation = Activation.Tanh), Dense(7, Activation = Activation.Sigmoid)]
[Dense(9, Activation = Activation.GELU), Dense(3)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Regressor;

/// <summary>
/// Running statistics, and reductions over the batch in both directions. By SGD, since the bias before the normalisation has no gradient
/// but rounding errors, which Adam would scale up to full steps.
/// </summary>
[Model, Input(6), Dense(13), BatchNorm, ReLU, Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Normalized;

[Model, Input(6, 5, 1), Dense(2, Activation = Activation.ReLU), Conv2D(3, Kernel = 3, Activation = Activation.ReLU, Name = "edges")]
[MaxPool2D(2), Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Convolutional;

[Model, Input(6, 5, 4), Conv2D(4, Kernel = 3, Groups = 2, Name = "edges"), Flatten, Dense(2)]
public partial class Grouped;

/// <summary>Depthwise kernels and windows: what they pass back is gathered, not scattered.</summary>
[Model, Input(6, 5, 4), DepthwiseConv2D(3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2), AvgPool2D(2, Stride = 1)]
[Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Windowed;

[Model, Input(19), Dense(21, Activation = Activation.ReLU), Dense(5)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Precision = Precision.BFloat16)]
public partial class SixteenBits;

[Model, Input(19), Dense(21, Activation = Activation.ReLU), Dense(5)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Precision = Precision.TensorFloat32)]
public partial class NineteenBits;

/// <summary>Convolutions with stride, in groups and of one pixel, as products of 16 bits.</summary>
[Model, Input(7, 6, 4), Conv2D(8, Kernel = 3, Activation = Activation.Tanh), DepthwiseConv2D(3, Padding = Padding.Same, Bias = false), BatchNorm]
[Conv2D(4, Kernel = 3, Stride = 2, Padding = Padding.Same), ReLU, Conv2D(6, Kernel = 1, Activation = Activation.Sigmoid)]
[Flatten, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, Precision = Precision.BFloat16)]
public partial class ConvolutionsOf16Bits;

/// <summary>Labels for the steps of a segment, by those of the segments before too.</summary>
[Model, Input(4, 6, Name = "x"), Input(5, 6, Name = "before"), Input(1, Name = "held")]
[RelativeAttention(2, Causal = true, From = "x", InitialState = ["before", "held"], FinalState = ["after", "holds"]), Dense(3, Name = "y")]
[Output("y"), Output("after"), Output("holds"), Loss(Loss.SoftmaxCrossEntropy, Output = "y")]
[Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, BatchSize = 2)]
public partial class Remembering;

/// <summary>A label for each step, whatever their number.</summary>
[Model, Input(Dim.T, 4), Extent(Dim.T, Min = 3, Max = 12)]
[Conv1D(8, Kernel = 3, Padding = Padding.Same, Activation = Activation.Tanh), LayerNorm, Dense(3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Sequences;

/// <summary>A label for each step of sequences of unequal length.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "lengths"), Input(Dim.T, 4, Lengths = "lengths", Name = "steps"), Extent(Dim.T, Max = 16)]
[GRU(6), Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, BatchSize = 2)]
public partial class PaddedTagger;

/// <summary>Goes on from a text, by attention and a state.</summary>
[Model, Input(6, Type = ElementType.Int32), Embedding(7, 8, InitValue = 1, Name = "words"), LearnedPositions]
[MultiHeadAttention(2, Causal = true), LayerNorm, GRU(9), Dense(7)]
public partial class Writer;

/// <summary>Trained on a few of its classes at a time, which the host draws.</summary>
[Model, Input(3, Type = ElementType.Int32), Embedding(50, 8, Name = "table"), Tanh, Unembed("table", Bias = true)]
[Loss(Loss.SoftmaxCrossEntropy, Samples = 6, IgnoreIndex = -1), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Words;

/// <summary>Goes on from a text by what is given before it, which attention and a state have from there.</summary>
[Model, Input(Dim.S, Type = ElementType.Int32, PaddingToken = 0, Name = "given"), Extent(Dim.S, Max = 5)]
[Input(6, Type = ElementType.Int32, Name = "text")]
[Embedding(7, 8, From = "given"), GRU(8, Name = "read"), GRU(9, Return = Return.Last, Name = "start")]
[Embedding(7, 8, From = "text"), MultiHeadAttention(2, Causal = true), MultiHeadAttention(2, Memory = "read")]
[GRU(9, InitialState = ["start"]), Dense(7)]
public partial class Translator;

/// <summary>A layer of one's own, and penalties and constraints that are functions.</summary>
[Model, Input(6, 5), Compute(nameof(Mixed), Penalty = nameof(Well)), Flatten]
[Dense(3, Penalty = nameof(Well), Constraint = nameof(Bounded), L1 = 0.01)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.05)]
public partial class OwnLayers
{
    static FloatTensor Mixed(FloatTensor x, [Weight(5, 7)] FloatTensor w, [Weight(7)] FloatTensor b)
    {
        FloatTensor h = (x.MatMul(w) + b).Tanh();
        return (h.MatMul(h.Transpose()) / 7).Softmax().MatMul(h);
    }

    static float Well(float w) => 0.1f * (w * w - 1) * (w * w - 1);

    static float Bounded(float w) => Math.Clamp(w, -0.1f, 0.2f);
}
