using DeepDsl;

namespace Authors;

/// <summary>Reads a sentence in both directions and says who wrote it.</summary>
// <model>
[Model, Input(Words, Type = ElementType.Int32, PaddingToken = Filler)]
[Embedding(Vocabulary, 32, InitValue = 0.1), Dropout(0.5)]
[LSTM(32, Bidirectional = Merge.Concat), GlobalMaxPool1D, Dropout(0.5), Dense(2)]
[Labels(typeof(Author)), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-3, BatchSize = 32, ClipNorm = 1)]
public partial class SentenceNet
{
    /// <summary>Length that sentences are cut or filled up to.</summary>
    public const int Words = 32;

    /// <summary>What fills up.</summary>
    public const int Filler = 0;

    /// <summary>Words that are told apart, with one that fills up and one for all others.</summary>
    public const int Vocabulary = 3000;
}
// </model>
