using DeepDsl;

namespace Zoo;

/// <summary>Dense layers with layer norm, which needs no batch.</summary>
[Model, Input(64)]
[Dense(256), LayerNorm, GELU]
[Dense(256), LayerNorm, GELU, Dropout(0.1)]
[Dense(5)]
[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1)]
[Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-4, WeightDecay = 0.01, BatchSize = 32)]
public partial class MlpLayerNorm;
