using DeepDsl.Models;

namespace DeepDsl.Benchmarks.Models;

/// <summary>One of two classes of a text of 64 words, by a long short-term memory.</summary>
[Model, Input(64, Type = ElementType.Int32)]
[Embedding(10000, 128), LSTM(256, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class Lstm;

/// <summary>The same by a gated recurrent unit.</summary>
[Model, Input(64, Type = ElementType.Int32)]
[Embedding(10000, 128), GRU(256, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class Gru;

/// <summary>The next of 65 characters at each of 64.</summary>
[Model, Input(64, Type = ElementType.Int32)]
[Embedding(65, 128, InitValue = 0.02), LearnedPositions(InitValue = 0.02)]
[TransformerEncoder(Heads = 4, PreNorm = true, Causal = true, Function = Activation.GELU, Repeat = 4)]
[LayerNorm, Dense(65, Bias = false)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-4, WeightDecay = 0.01, BatchSize = 32)]
public partial class Gpt;

/// <summary>One of two classes of a text of 128 words, by the vector of the first.</summary>
[Model, Input(128, Type = ElementType.Int32)]
[Embedding(8192, 256), LearnedPositions, LayerNorm, Dropout(0.1)]
[TransformerEncoder(Heads = 4, Function = Activation.GELU, DropRate = 0.1, Repeat = 4)]
[FirstStep, Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-4, WeightDecay = 0.01, BatchSize = 16)]
public partial class Bert;
