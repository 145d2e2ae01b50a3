using DeepDsl;

namespace WordVectors;

/// <summary>Says of a word and some others which of them stand near it (skip-gram with negative sampling; Mikolov et al., 2013).</summary>
// <model>
[Model, Input(1, Type = ElementType.Int32, Name = "word"), Input(Others, Type = ElementType.Int32, Name = "near")]
[Embedding(Vocabulary, 32, Name = "words", From = "word", InitValue = 0.1)]
[Embedding(Vocabulary, 32, Name = "contexts", From = "near", Init = Init.Zeros)]
[Dot("words"), Loss(Loss.SigmoidCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-3, BatchSize = 256)]
public partial class SkipGramNet
{
    /// <summary>Words that are told apart, with one for all others.</summary>
    public const int Vocabulary = 2000;

    /// <summary>One that stands near, and those that are drawn.</summary>
    public const int Others = 6;
}
// </model>
