using DeepDsl;

namespace Authors;

/// <summary>What the net is compared with: each word has a number for each author, and those of a sentence are added up.</summary>
// <counts>
[Model, Input(SentenceNet.Words, Type = ElementType.Int32, PaddingToken = SentenceNet.Filler)]
[Embedding(SentenceNet.Vocabulary, 2, InitValue = 0.01), GlobalSumPool1D]
[Labels(typeof(Author)), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 5e-3, BatchSize = 32)]
public partial class WordCounts;
// </counts>
