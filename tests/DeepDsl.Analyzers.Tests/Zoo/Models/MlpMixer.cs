using DeepDsl;

namespace Zoo;

/// <summary>Tolstikhin et al. (2021), S/16 with two of its eight layers: dense layers across patches, then across channels.</summary>
[Block]
[Identity(Name = "x")]
[LayerNorm, Permute(1, 0)]
[Dense(256, Activation = Activation.GELU), Dense(196)]
[Permute(1, 0), Add("x", Name = "mixed")]
[LayerNorm]
[Dense(2048, Activation = Activation.GELU), Dense(512)]
[Add("mixed")]
public partial class MixerLayer;

[Model, Input(224, 224, 3)]
[Conv2D(512, Kernel = 16, Stride = 16), Reshape(196, 512)]
[MixerLayer(Repeat = 2)]
[LayerNorm, GlobalAvgPool1D]
[Dense(1000, Init = Init.Zeros)]
[Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, WeightDecay = 0.1, ClipNorm = 1, BatchSize = 512)]
public partial class MlpMixer;
