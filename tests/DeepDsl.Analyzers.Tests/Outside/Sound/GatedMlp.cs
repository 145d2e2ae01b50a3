using DeepDsl;

// Liu et al., 2021: a gate along the steps in place of attention.
[Block]
[Identity(Name = "x"), LayerNorm, Dense(128, Activation = Activation.GELU, Name = "u")]
[LayerNorm, Permute(1, 0), Dense(49, InitValue = 0.001, Init = Init.Normal, BiasInit = Init.Ones), Permute(1, 0)]
[Multiply("u"), Dense(64), Add("x")]
public partial class Gated;

[Model, Input(28, 28, 1), Conv2D(64, Kernel = 4, Stride = 4), Reshape(49, 64), Gated(Repeat = 4), LayerNorm, GlobalAvgPool1D]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, WeightDecay = 0.05)]
public partial class GatedMlp;
