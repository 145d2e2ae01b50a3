using DeepDsl.Models;

namespace DeepDsl.Onnx.Tests;

/// <summary>What the models of the page say of an image.</summary>
public enum Animal
{
    /// <summary>0.</summary>
    Cat,

    /// <summary>1.</summary>
    Dog,

    /// <summary>2.</summary>
    Owl,
}

// <animals>
[Model, Exportable, Input(16, 16, 3, Name = "image")]
[Conv2D(8, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(2)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), GlobalAvgPool2D]
[Dense(3), Output("dense1")]
[Loss(Loss.SoftmaxCrossEntropy), Labels(typeof(Animal))]
public partial class Animals;
// </animals>

[Model, Input(Dim.T, Type = ElementType.Int32, Name = "tokens"), Extent(Dim.T, Max = 32)]
[Embedding(50, 8), LSTM(12, Return = Return.Last), Dense(4)]
public partial class Sentences;

[Model, Input(4, Name = "left"), Dense(3, Activation = Activation.ReLU, Name = "seen")]
[Input(2, Name = "right"), Dense(3), Add("seen", Name = "sum")]
[Output("seen"), Output("sum")]
public partial class TwoOfEach;

[Model, Input(5), Dense(Width, Activation = Activation.Tanh), Dense(2)]
public partial class Varied
{
    [Tune(4, 6)] private const int Width = 4;
}

[Model, Input(8, 8, 1)]
[Conv2D(16, Kernel = 3, Activation = Activation.ReLU), Conv2D(32, Kernel = 3, Activation = Activation.ReLU)]
[Flatten, Dense(10), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class SmallDigits;

// <writer>
[Model, Input(24, Type = ElementType.Int32, Name = "letters")]
[Embedding(27, 16, Name = "alphabet"), LearnedPositions]
[TransformerEncoder(Heads = 2, PreNorm = true, Causal = true), LayerNorm, Unembed("alphabet")]
public partial class Writer;
// </writer>

[Model, Input(4, Type = ElementType.Int32, Name = "source"), Embedding(7, 6)]
[GRU(6, Bidirectional = Merge.Sum, Name = "memory"), Input(5, Type = ElementType.Int32, Name = "said"), Embedding(7, 6, From = "said")]
[MultiHeadAttention(2, Causal = true), MultiHeadAttention(2, Memory = "memory"), Dense(7)]
public partial class TinyTranslator;

[Model, Input(6, 2, Type = ElementType.Int32, Name = "edges"), Input(4, 3), GraphAttention(2)]
public partial class Links;
