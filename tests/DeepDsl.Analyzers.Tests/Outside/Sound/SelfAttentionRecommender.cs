using DeepDsl;

// Kang and McAuley, 2018: the next item at each step.
[Block]
[Identity(Name = "x"), LayerNorm, MultiHeadAttention(1, Causal = true), Dropout(0.2), Add("x", Name = "y")]
[LayerNorm, Dense(50, Activation = Activation.ReLU), Dropout(0.2), Dense(50), Dropout(0.2), Add("y")]
public partial class Seen;

[Model, Input(50, Type = ElementType.Int32, PaddingToken = 0)]
[Embedding(3000, 50, PaddingIndex = 0, InitValue = 0.02, Name = "items"), LearnedPositions, Dropout(0.2), Seen(Repeat = 2)]
[LayerNorm, Unembed("items")]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = 0), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, Beta2 = 0.98)]
public partial class SelfAttentionRecommender;
