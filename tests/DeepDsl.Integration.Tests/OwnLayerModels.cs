using DeepDsl.Integration.Blocks;

namespace DeepDsl.Integration.Tests;

[Model, Input(6), LowRank(Units = 8, Rank = 2), Tanh, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class WithOwnLayer;

#pragma warning disable DD3012 // two dense layers in a row are the point
/// <summary>The same of layers that ship.</summary>
[Model, Input(6), Dense(2, Bias = false), Dense(8), Tanh, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class SpelledOut;
#pragma warning restore DD3012

/// <summary>Attention and a norm written out.</summary>
[Model, Input(5, 6, Name = "x"), Dense(4, Name = "keys"), Dense(4, From = "x"), Compute(nameof(Attend), "keys", Name = "attended")]
[Compute(nameof(Scaled), Name = "norm"), GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class WithOwnAttention
{
    static FloatTensor Attend(FloatTensor queries, FloatTensor keys) =>
        (queries.MatMul(keys.Transpose()) / MathF.Sqrt(4)).Softmax().MatMul(keys);

    static FloatTensor Scaled(FloatTensor x, [Weight(4, Init = Init.Ones)] FloatTensor scale) => Unit(x) * scale;

    static FloatTensor Unit(FloatTensor x) => x / ((x * x).Mean(keep: true) + 1e-6).Sqrt();
}

/// <summary>The same of layers that ship.</summary>
[Model, Input(5, 6, Name = "x"), Dense(4, Name = "keys"), Dense(4, From = "x"), Attention("keys"), RMSNorm(Eps = 1e-6)]
[GlobalAvgPool1D, Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.01)]
public partial class WithAttention;
