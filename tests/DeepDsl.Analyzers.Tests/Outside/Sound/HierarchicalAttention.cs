using DeepDsl;

// Yang et al., 2016, with means in place of attention: sentences of words, documents of sentences.
[Block]
[Embedding(5000, 50), GRU(50, Bidirectional = Merge.Concat, Return = Return.Last)]
public partial class Sentence;

[Model, Input(15, 30, Type = ElementType.Int32)]
[Sentence(PerStep = true), GRU(50, Bidirectional = Merge.Concat), GlobalMaxPool1D, Dense(5)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.9, ClipNorm = 5)]
public partial class HierarchicalAttention;
