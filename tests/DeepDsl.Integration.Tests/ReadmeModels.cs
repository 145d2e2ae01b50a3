using DeepDsl.Integration.Blocks;
using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

// <sequences>
[Model, Input(Dim.T, Type = ElementType.Int32, PaddingToken = 0), Extent(Dim.T, Max = 256)]
[Embedding(5000, 64), LSTM(64, Bidirectional = Merge.Concat), Dense(9)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, ClipNorm = 1)]
public partial class WordTagger;

[Model, Input(64, Type = ElementType.Int32)]
[Embedding(65, 128, Name = "characters", InitValue = 0.02), LearnedPositions]
[TransformerEncoder(Heads = 4, PreNorm = true, Causal = true, Repeat = 4), LayerNorm, Unembed("characters")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.AdamW, LearningRate = 3e-4)]
public partial class CharacterGpt;
// </sequences>

// <cells>
[Model, Input(Dim.T, 3), Extent(Dim.T, Max = 100)]
[MinimalGated(Units = 24, Bidirectional = Merge.Concat), MinimalGated(Units = 16, Return = Return.Last), Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 0.01, ClipNorm = 1)]
public partial class OrderNet;
// </cells>
