using DeepDsl;

namespace Template._1;

/// <summary>The network reads the words in both directions; the pointer over its name shows the layers with their shapes.</summary>
[Model, Input(Words, Type = ElementType.Int32, PaddingToken = 0)]
[Embedding(Vocabulary, 32, InitValue = 0.1), Dropout(0.5)]
[GRU(16, Bidirectional = Merge.Concat), GlobalMaxPool1D, Dropout(0.5), Dense(Classes)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 5e-3, BatchSize = 32, ClipNorm = 1)]
public partial class SentenceNet
{
    /// <summary>Words that sentences are cut or filled up to.</summary>
    public const int Words = 32;

    /// <summary>Words that are told apart, with one that fills up and one for all others.</summary>
    public const int Vocabulary = 3000;

    /// <summary>How many files of texts there are.</summary>
    public const int Classes = 2;
}
