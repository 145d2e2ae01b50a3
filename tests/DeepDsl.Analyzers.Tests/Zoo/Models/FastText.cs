using DeepDsl;

namespace Zoo;

/// <summary>Joulin et al. (2016): the mean of word vectors, then a linear classifier; nothing non-linear on purpose.</summary>
[Model, Input(200, Type = ElementType.Int32)]
[Embedding(50000, 10, Init = Init.Uniform, InitValue = 0.1, PaddingIndex = 0)]
[GlobalAvgPool1D]
[Dense(4)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.SGD, LearningRate = 0.25, BatchSize = 32)]
public partial class FastText;
