using DeepDsl;

namespace Zoo;

/// <summary>A sentence in another language (Bahdanau et al., 2015): at each step of the decoder a mean of what the encoder has read.</summary>
[Model, Input(30, Type = ElementType.Int32, Name = "source"), Input(28, Type = ElementType.Int32, Name = "target")]
[Embedding(8000, 256, From = "source"), GRU(256, Bidirectional = Merge.Concat, Name = "read")]
[Embedding(6000, 256, From = "target"), GRU(512, Name = "written")]
[AdditiveAttention(256, "read"), Concat("written"), Dense(512, Activation = Activation.Tanh), Dropout(0.2), Dense(6000)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = 0), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 64, ClipNorm = 1)]
public partial class AttentionTranslator;
