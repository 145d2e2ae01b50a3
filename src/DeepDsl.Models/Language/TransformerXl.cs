namespace DeepDsl.Models;

/// <summary>
/// Dai et al. (2019), the smaller of their two for characters: from the tokens [T] of a segment to scores of the token that follows each,
/// [T, Vocabulary], by the vectors that tokens come in with. Where its use names them by InitialState and FinalState, its layers remember the
/// segments before: <c>[TransformerXl(InitialState = ["before", "held"], FinalState = ["after", "holds"])]</c>, of inputs [Layers, M, Width]
/// and [1].
/// </summary>
[Block]
[Embedding(Vocabulary, Width, InitValue = 0.02, Name = "tokens", TorchName = "word_emb.emb_layers.0")]
[Map(nameof(Scaled)), Dropout(DropRate, When = DropRate > 0)]
[TransformerXlLayer(Heads = Heads, HeadSize = HeadSize, FeedForward = FeedForward, DropRate = DropRate, AttentionDropRate = AttentionDropRate,
    Repeat = Layers, TorchName = "layers.0")]
[Dropout(DropRate, When = DropRate > 0), Unembed("tokens")]
public partial class TransformerXl
{
    [Parameter] const int Vocabulary = 204;
    [Parameter] const int Width = 512;
    [Parameter] const int Heads = 8;
    /// <summary>Channels of a head; 0 for as many as divide the width.</summary>
    [Parameter] const int HeadSize = 0;
    /// <summary>Width between the two dense layers; 0 for four times the other.</summary>
    [Parameter] const int FeedForward = 0;
    [Parameter] const int Layers = 12;
    [Parameter] const double DropRate = 0.1;
    /// <summary>Of the weights of attention.</summary>
    [Parameter] const double AttentionDropRate = 0;

    static float Scaled(float x) => x * MathF.Sqrt(Width);
}
