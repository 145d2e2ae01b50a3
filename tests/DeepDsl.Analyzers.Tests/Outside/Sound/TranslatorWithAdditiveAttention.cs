using DeepDsl;

// Bahdanau et al., 2015.
[Model, Input(30, Type = ElementType.Int32, PaddingToken = 0, Name = "source")]
[Input(20, Type = ElementType.Int32, PaddingToken = 0, Name = "target")]
[Embedding(2000, 64, From = "source"), GRU(64, Bidirectional = Merge.Concat, Name = "memory")]
[Embedding(2000, 64, From = "target"), GRU(64, Name = "decoded"), AdditiveAttention(64, "memory", "memory"), Concat("decoded")]
[Dense(64, Activation = Activation.Tanh), Dense(2000)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class TranslatorWithAdditiveAttention;
