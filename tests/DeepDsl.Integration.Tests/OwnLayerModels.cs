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

/// <summary>Penalties as functions, of a layer's weight and of one in a layer of one's own.</summary>
[Model, Input(3), Dense(4, Activation = Activation.Tanh, Penalty = nameof(Lasso)), Compute(nameof(Last), Penalty = nameof(Ridge))]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class OwnPenalties
{
    const float Strength = 0.01f;

    static float Lasso(float w) => Strength * MathF.Abs(w);

    static float Ridge(float w) => 2 * Strength * w * w;

    static FloatTensor Last(FloatTensor x, [Weight(4, 2)] FloatTensor weight, [Weight(2)] FloatTensor bias) => x.MatMul(weight) + bias;
}

/// <summary>The same of those that ship.</summary>
[Model, Input(3), Dense(4, Activation = Activation.Tanh, L1 = 0.01), Dense(2, L2 = 0.02)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class ShippedPenalties;

/// <summary>A penalty that no coefficient gives: weights shall be -1 or 1.</summary>
[Model, Input(3), Dense(2, Penalty = nameof(Well)), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.SGD, LearningRate = 0.02)]
public partial class DoubleWell
{
    static float Well(float w) => 2 * (w * w - 1) * (w * w - 1);
}

/// <summary>Weights that are never negative, and their like without that.</summary>
[Model, Input(3), Dense(4, Activation = Activation.Tanh, Constraint = nameof(NotNegative)), Dense(2), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Constrained
{
    static float NotNegative(float w) => MathF.Max(w, 0);
}

[Model, Input(3), Dense(4, Activation = Activation.Tanh), Dense(2), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.SGD, LearningRate = 0.1)]
public partial class Unconstrained;

// <functions>
[Model, Input(3), Dense(4, Activation = Activation.Tanh, Constraint = nameof(NotNegative)), Dense(2, Penalty = nameof(Well))]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.SGD, LearningRate = 0.01)]
public partial class FunctionsOfWeights
{
    static float NotNegative(float w) => MathF.Max(w, 0);

    static float Well(float w) => 0.1f * (w * w - 1) * (w * w - 1);
}
// </functions>
