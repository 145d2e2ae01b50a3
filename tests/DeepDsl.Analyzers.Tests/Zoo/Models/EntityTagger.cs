using DeepDsl;

namespace Zoo;

/// <summary>A tag for each word of a sentence.</summary>
[Model, Input(75, Type = ElementType.Int32)]
[Embedding(35000, 100), SpatialDropout1D(0.1)]
[LSTM(100, Layers = 2, Bidirectional = Merge.Concat, Dropout = 0.3)]
[Dense(17)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 5)]
public partial class EntityTagger;
