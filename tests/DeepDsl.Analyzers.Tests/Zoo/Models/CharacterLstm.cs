using DeepDsl;

namespace Zoo;

/// <summary>The next character of a text by two LSTMs, one on the other.</summary>
[Model, Input(100, Type = ElementType.Int32), Embedding(65, 64), LSTM(256, Layers = 2, Dropout = 0.2), Dense(65)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, BatchSize = 64, ClipNorm = 5)]
public partial class CharacterLstm;
