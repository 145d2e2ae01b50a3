using DeepDsl;

namespace Zoo;

/// <summary>Whether a review is kind, from its words in both directions.</summary>
[Model, Input(200, Type = ElementType.Int32)]
[Embedding(20000, 128)]
[LSTM(64, Bidirectional = Merge.Concat, RecurrentDropout = 0.2, Return = Return.Last)]
[Dropout(0.5), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 1)]
public partial class SentimentLstm;
