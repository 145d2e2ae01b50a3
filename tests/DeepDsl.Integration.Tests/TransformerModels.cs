using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

/// <summary>Says what it is shown again: the second half of the labels is the first half of the tokens.</summary>
[Model, Input(16, Type = ElementType.Int32), Embedding(10, 32, InitValue = 0.1), LearnedPositions]
[TransformerEncoder(Heads = 4, FeedForward = 64, PreNorm = true, Causal = true), LayerNorm, Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 32)]
public partial class Repeater;

/// <summary>All that attention has: heads that share keys, windows, positions of either kind, dropped weights, another sequence.</summary>
[Model, Input(21, 12, Name = "x"), Input(9, 5, Name = "memory")]
[MultiHeadAttention(4, KeyValueHeads = 2, HeadSize = 4, Causal = true, Window = 7, Positions = RelativePositions.Rotary, Dropout = 0.1,
    From = "x")]
[MultiHeadAttention(3, Positions = RelativePositions.Alibi)]
[MultiHeadAttention(2, Memory = "memory", Dropout = 0.2)]
[Flatten, Dense(3), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class ManyAttentions;

/// <summary>Of which no step may see a later one.</summary>
[Model, Input(70, 8)]
[MultiHeadAttention(2, Causal = true)]
[TransformerEncoder(Heads = 2, Causal = true, Positions = RelativePositions.Rotary)]
public partial class OneDirection;

/// <summary>Scores the token that follows each of a segment, by that and the twelve steps before it.</summary>
// <memory>
[Model, Input(6, Type = ElementType.Int32, Name = "tokens"), Input(2, 12, 16, Name = "before"), Input(1, Name = "held")]
[TransformerXl(Vocabulary = 8, Width = 16, Heads = 2, Layers = 2, DropRate = 0, From = "tokens",
    InitialState = ["before", "held"], FinalState = ["after", "holds"], Name = "scores")]
[Output("scores"), Output("after"), Output("holds"), Loss(Loss.SoftmaxCrossEntropy, Output = "scores")]
[Train(Optimizer = Optimizer.Adam, LearningRate = 0.003, BatchSize = 8)]
public partial class Rereader;
// </memory>

/// <summary>The same with a longer memory.</summary>
[Model, Input(6, Type = ElementType.Int32, Name = "tokens"), Input(2, 18, 16, Name = "before"), Input(1, Name = "held")]
[TransformerXl(Vocabulary = 8, Width = 16, Heads = 2, Layers = 2, DropRate = 0, From = "tokens",
    InitialState = ["before", "held"], FinalState = ["after", "holds"], Name = "scores")]
[Output("scores"), Output("after"), Output("holds")]
public partial class LongRereader;

/// <summary>The same over four segments at once.</summary>
[Model, Input(24, Type = ElementType.Int32), TransformerXl(Vocabulary = 8, Width = 16, Heads = 2, Layers = 2, DropRate = 0, Name = "scores")]
public partial class WholeReader;

/// <summary>One layer, whose memory has names of its own.</summary>
[Model, Input(3, 10, Name = "x"), Input(9, 10, Name = "before"), Input(1, Name = "held")]
[RelativeAttention(2, Causal = true, From = "x", InitialState = ["before", "held"], FinalState = ["after", "holds"], Name = "y")]
[Output("y"), Output("after"), Output("holds")]
public partial class OneMemory;

[Model, Input(12, 10), RelativeAttention(2, Causal = true, Name = "y")]
public partial class OneWhole;

// The modules of tests/reference/torch_attention.py, as one would declare them here.

[Model, Input(7, 12), TransformerEncoder(Heads = 3, FeedForward = 20, Name = "layer")]
public partial class TorchEncoder;

[Model, Input(6, 12)]
[TransformerEncoder(Heads = 2, FeedForward = 8, PreNorm = true, Causal = true, Function = Activation.GELU, Name = "layer")]
public partial class TorchCausalEncoder;

[Model, Input(5, 8, Name = "x"), Input(7, 8, Name = "source")]
[TransformerDecoder(Memory = "source", Heads = 2, FeedForward = 12, From = "x", Name = "layer")]
public partial class TorchDecoderLayer;

[Model, Input(5, 8, Name = "x"), Input(4, 8, Name = "memory"), MultiHeadAttention(2, Memory = "memory", From = "x", Name = "attention")]
public partial class TorchMemory;

[Model, Input(5, 8, Name = "x"), Input(4, 6, Name = "memory")]
[MultiHeadAttention(2, Memory = "memory", Bias = false, From = "x", Name = "attention")]
public partial class TorchOtherMemory;
