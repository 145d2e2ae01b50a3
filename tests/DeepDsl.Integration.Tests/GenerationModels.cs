using DeepDsl.Integration.Blocks;
using DeepDsl.Models;

namespace DeepDsl.Integration.Tests;

// Models of 11 tokens that go on from a text, with all the ways to know where a token stands.

[Model, Input(12, Type = ElementType.Int32), Embedding(11, 16, Name = "words"), LearnedPositions]
[TransformerEncoder(Heads = 2, PreNorm = true, Causal = true, Function = Activation.GELU, Repeat = 2), LayerNorm, Unembed("words")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 3e-3, BatchSize = 16)]
public partial class LearnedWriter;

[Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Min = 3, Max = 40), Embedding(11, 18), SinusoidalPositions]
[TransformerEncoder(Heads = 3, Causal = true, FeedForward = 20), Dense(11)]
public partial class SinusoidalWriter;

[Model, Input(12, Type = ElementType.Int32), Embedding(11, 24)]
[TransformerEncoder(Heads = 4, KeyValueHeads = 2, PreNorm = true, Causal = true, Positions = RelativePositions.Rotary, Repeat = 2), Dense(11)]
public partial class RotaryWriter;

[Model, Input(Dim.T, Type = ElementType.Int32), Extent(Dim.T, Max = 150), Embedding(11, 12)]
[TransformerEncoder(Heads = 3, Causal = true, Window = 5, Positions = RelativePositions.Alibi, Repeat = 2), Dense(11)]
public partial class AlibiWriter;

[Model, Input(12, Type = ElementType.Int32), Embedding(11, 10), LSTM(20, Layers = 2), GRU(17), Dense(11)]
public partial class RecurrentWriter;

[Model, Input(12, Type = ElementType.Int32), Embedding(11, 10)]
[Conv1D(19, 3, Padding = Padding.Causal, Activation = Activation.ReLU), SimpleRNN(16), GRU(12, ResetAfter = false), Dense(11)]
public partial class ConvolvedWriter;

[Model, Input(Dim.T, Type = ElementType.Int32, PaddingToken = 0), Extent(Dim.T, Max = 12), Embedding(11, 16)]
[TransformerEncoder(Heads = 2, Causal = true, Positions = RelativePositions.Rotary), GRU(12), Dense(11)]
public partial class PaddedWriter;

[Model, Input(12, Type = ElementType.Int32), Embedding(11, 10), MinimalGated(Units = 13, Repeat = 2), Leaky(Units = 9), Dense(11)]
public partial class CellWriter;

/// <summary>A cell with two states, one of which its output is not.</summary>
[Cell, State("level", Units), State("trend", Units)]
[Dense(Units, Name = "seen"), Dense(Units, From = "level", Bias = false), Add("seen"), Tanh(Name = "newLevel"), Subtract("level")]
[Add("trend"), Tanh, Next("trend"), Next("level", "newLevel"), Multiply("newLevel")]
public partial class Leaky
{
    [Parameter] const int Units = 8;
}

// Models that go on from a text by what is given before it: a text, of which some is padding, or sounds.

// <translator>
[Model, Input(Dim.S, Type = ElementType.Int32, PaddingToken = 0, Name = "text"), Extent(Dim.S, Max = 9)]
[Input(12, Type = ElementType.Int32, Name = "target")]
[EncoderDecoder(Vocabulary = 11, Width = 16, Heads = 2, Layers = 2, DropRate = 0, From = "text")]
public partial class TextTranslator;
// </translator>

[Model, Input(7, 5, Name = "heard"), Input(12, Type = ElementType.Int32, Name = "tokens")]
[GRU(9, Bidirectional = Merge.Concat, From = "heard", Name = "sounds"), GRU(14, Return = Return.Last, Name = "start")]
[Embedding(12, 10, From = "tokens"), GRU(14, InitialState = ["start"], Name = "carried")]
[AdditiveAttention(8, "sounds"), Concat("carried"), Dense(11)]
public partial class Listener;

/// <summary>Small enough to try every text.</summary>
[Model, Input(6, Type = ElementType.Int32), Embedding(3, 4, InitValue = 2), GRU(5), Dense(3)]
public partial class TinyWriter;
