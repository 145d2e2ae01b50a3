using DeepDsl;

namespace Zoo;

/// <summary>Images as patches of 4 x 4 (Dosovitskiy et al., 2021), the mean of all patches in place of a token of the class.</summary>
[Model, Input(32, 32, 3), Conv2D(192, Kernel = 4, Stride = 4), Reshape(64, 192), LearnedPositions, Dropout(0.1)]
[PatchLayer(Repeat = 6)]
[LayerNorm, GlobalAvgPool1D, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, WeightDecay = 0.05, BatchSize = 128)]
public partial class VisionTransformer;

[Block, Identity(Name = "x"), LayerNorm, MultiHeadAttention(3), Dropout(0.1), Add("x"), Identity(Name = "attended")]
[LayerNorm, Dense(768, Activation = Activation.GELU), Dropout(0.1), Dense(192), Dropout(0.1), Add("attended")]
public partial class PatchLayer;
