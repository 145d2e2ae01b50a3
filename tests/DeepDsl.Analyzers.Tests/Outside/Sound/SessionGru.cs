using DeepDsl;

// Hidasi et al., 2015: the next item of a session.
[Model, Input(20, Type = ElementType.Int32, PaddingToken = 0)]
[Embedding(3000, 100, PaddingIndex = 0), GRU(100, Return = Return.Last), Dense(3000)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adagrad, LearningRate = 0.05, ClipNorm = 5)]
public partial class SessionGru;
