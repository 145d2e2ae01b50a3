using DeepDsl;

namespace Zoo;

/// <summary>Slots of a sentence about flights (Mesnil et al., 2013): a tag for each word by a simple recurrent layer.</summary>
[Model, Input(60, Type = ElementType.Int32), Embedding(572, 100), SimpleRNN(100), Dense(127)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = -1), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 5)]
public partial class ElmanTagger;
