using DeepDsl;

// Ling et al., 2015, without its character model.
[Model, Input(60, Type = ElementType.Int32, PaddingToken = 0)]
[Embedding(20000, 100, PaddingIndex = 0), Dropout(0.5), LSTM(100, Bidirectional = Merge.Concat), Dropout(0.5), Dense(17)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.1, ClipNorm = 5)]
public partial class BiLstmTagger;
