namespace DeepDsl.Data.Tests;

/// <summary>Whether a review is good.</summary>
// <review>
[Model, Input(Words, Type = ElementType.Int32, PaddingToken = 0)]
[Embedding(Vocabulary, 8, Name = "vectors"), GlobalMaxPool1D, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 16)]
public partial class ReviewNet
{
    public const int Words = 12;
    public const int Vocabulary = 100;
}
// </review>

/// <summary>What an image shows.</summary>
[Model, Input(8, 8, 3), Flatten, Dense(2), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.05, BatchSize = 8)]
public partial class PhotographNet;
