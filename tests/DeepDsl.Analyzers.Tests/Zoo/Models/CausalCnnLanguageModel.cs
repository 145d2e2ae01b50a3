using DeepDsl;

namespace Zoo;

/// <summary>Gated convolutions over words (Dauphin et al., 2017), with the table of words as the last layer; padding counts nothing.</summary>
[Model, Input(64, Type = ElementType.Int32), Embedding(10000, 128, Name = "words", InitValue = 0.08, PaddingIndex = 0)]
[Gated(Repeat = 4)]
[LayerNorm, Dropout(0.1), Unembed("words", Bias = true)]
[Loss(Loss.SoftmaxCrossEntropy, IgnoreIndex = 0), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32, ClipNorm = 1)]
public partial class CausalCnnLanguageModel;

[Block, Identity(Name = "x"), Conv1D(128, Kernel = 4, Padding = Padding.Causal, Activation = Activation.Sigmoid, Name = "gate")]
[Conv1D(128, Kernel = 4, Padding = Padding.Causal, From = "x"), Multiply("gate"), Add("x")]
public partial class Gated;
