using DeepDsl;

namespace Zoo;

/// <summary>Words that are hidden in a text (Devlin et al., 2019, in small); those that are not count nothing.</summary>
[Model, Input(64, Type = ElementType.Int32), Embedding(8000, 128, InitValue = 0.02, PaddingIndex = 0, Name = "words")]
[LearnedPositions, LayerNorm, Dropout(0.1), MaskedLayer(Repeat = 4)]
[Dense(128, Activation = Activation.GELU), LayerNorm, Unembed("words", Bias = true)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100), Train(Optimizer = Optimizer.AdamW, LearningRate = 5e-4, BatchSize = 64, ClipNorm = 1)]
public partial class MaskedWords;

[Block, Identity(Name = "x"), MultiHeadAttention(4, Dropout = 0.1), Dropout(0.1), Add("x"), LayerNorm, Identity(Name = "attended")]
[Dense(512, Activation = Activation.GELU), Dense(128), Dropout(0.1), Add("attended"), LayerNorm]
public partial class MaskedLayer;
