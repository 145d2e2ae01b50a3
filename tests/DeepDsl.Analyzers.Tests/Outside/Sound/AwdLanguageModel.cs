using DeepDsl;

// Merity et al., 2017, smaller: three LSTMs whose scores share the vectors.
[Model, Input(70, Type = ElementType.Int32)]
[Embedding(10000, 128, InitValue = 0.1, Name = "words"), Dropout(0.4), LSTM(256), Dropout(0.25), LSTM(256), Dropout(0.25)]
[LSTM(128), Dropout(0.4)]
[Unembed("words", Bias = true), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.SGD, LearningRate = 1, ClipNorm = 0.25, WeightDecay = 1.2e-6)]
public partial class AwdLanguageModel;
