using DeepDsl;

namespace Zoo;

/// <summary>Word2Vec with negative sampling (Mikolov et al., 2013): which of the words stand near a word.</summary>
[Model, Input(1, Type = ElementType.Int32, Name = "word"), Input(6, Type = ElementType.Int32, Name = "near")]
[Embedding(20000, 100, Name = "words", From = "word"), Embedding(20000, 100, Name = "contexts", From = "near", Init = Init.Zeros)]
[Dot("words"), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 256)]
public partial class SkipGram;
