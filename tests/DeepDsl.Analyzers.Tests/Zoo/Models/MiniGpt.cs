using DeepDsl;

namespace Zoo;

/// <summary>The next character of a text (Radford et al., 2019, in small), scored by the characters' own vectors.</summary>
[Model, Input(64, Type = ElementType.Int32), Embedding(65, 128, InitValue = 0.02, Name = "characters"), LearnedPositions, Dropout(0.1)]
[GptLayer(Repeat = 4)]
[LayerNorm, Unembed("characters")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 1)]
public partial class MiniGpt;

[Block, Identity(Name = "x"), LayerNorm, MultiHeadAttention(4, Causal = true, Dropout = 0.1), Dropout(0.1), Add("x"), Identity(Name = "attended")]
[LayerNorm, Dense(512, Activation = Activation.GELU), Dense(128), Dropout(0.1), Add("attended")]
public partial class GptLayer;
