using DeepDsl;

namespace Zoo;

/// <summary>Sequences mixed by filters of their frequencies in place of attention (Rao et al., 2021).</summary>
[Model, Input(64, 24), Dense(48), FilterMix(Repeat = 3), LayerNorm, GlobalAvgPool1D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, BatchSize = 64)]
public partial class GlobalFilter;

[Block, Identity(Name = "x"), LayerNorm, SpectralFilter, LayerNorm, Dense(96, Activation = Activation.GELU), Dense(48), Add("x")]
public partial class FilterMix;
