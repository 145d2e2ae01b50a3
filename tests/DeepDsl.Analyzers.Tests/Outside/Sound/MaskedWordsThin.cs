using DeepDsl;

// Devlin et al., 2019, without the second sentence: of words that were masked alone is asked.
[Model, Input(64, Type = ElementType.Int32, PaddingToken = 0), Embedding(5000, 64, Name = "words", InitValue = 0.02), LearnedPositions]
[LayerNorm, Dropout(0.1)]
[Identity(Name = "a"), MultiHeadAttention(4, Dropout = 0.1), Dropout(0.1), Add("a"), LayerNorm(Name = "b")]
[Dense(256, Activation = Activation.GELU), Dense(64), Dropout(0.1), Add("b"), LayerNorm]
[Dense(64, Activation = Activation.GELU), LayerNorm, Unembed("words", Bias = true), Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -100)]
[Train(Optimizer = Optimizer.AdamW, LearningRate = 1e-4)]
public partial class MaskedWords;
