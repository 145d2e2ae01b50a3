using DeepDsl;

namespace Zoo;

/// <summary>Kim (2014): three widths of window over word vectors, the largest answer of each, of sentences as long as they are.</summary>
[Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Min = 5, Max = 56)]
[Embedding(18765, 300, Init = Init.Uniform, InitValue = 0.25, Name = "words")]
[Conv1D(100, Kernel = 3, Activation = Activation.ReLU), GlobalMaxPool1D(Name = "three")]
[Conv1D(100, Kernel = 4, Activation = Activation.ReLU, From = "words"), GlobalMaxPool1D(Name = "four")]
[Conv1D(100, Kernel = 5, Activation = Activation.ReLU, From = "words"), GlobalMaxPool1D]
[Concat("three", "four")]
[Dropout(0.5)]
[Dense(2, MaxNorm = 3)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adadelta, LearningRate = 1.0, Rho = 0.95, BatchSize = 50)]
public partial class TextCnnOfAnyLength;
