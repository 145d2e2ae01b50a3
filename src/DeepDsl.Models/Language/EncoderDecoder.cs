namespace DeepDsl.Models;

/// <summary>
/// From one text to another, in the manner of Raffel et al. (2020), the small one of five: from tokens [S], and those that <c>Target</c>
/// names, [T], to scores of the token that follows each of these, [T, Vocabulary]. Steps know how far apart they are by the slopes of Press
/// et al. (2021), not by learned ones.
/// </summary>
[Block]
[Embedding(Vocabulary, Width, InitValue = 0.02, Name = "tokens", TorchName = "shared"), Dropout(DropRate, When = DropRate > 0)]
[TransformerEncoder(Heads = Heads, PreNorm = true, DropRate = DropRate, Positions = RelativePositions.Alibi, Repeat = Layers,
    TorchName = "encoder.layers.0")]
[LayerNorm(Name = "memory", TorchName = "encoder.norm")]
[Embedding(Vocabulary, Width, From = Target, Share = "tokens"), Dropout(DropRate, When = DropRate > 0)]
[TransformerDecoder(Heads = Heads, PreNorm = true, DropRate = DropRate, Positions = RelativePositions.Alibi, Repeat = Layers,
    TorchName = "decoder.layers.0")]
[LayerNorm(TorchName = "decoder.norm"), Unembed("tokens")]
public partial class EncoderDecoder
{
    [Parameter] const int Vocabulary = 32128;
    [Parameter] const int Width = 512;
    [Parameter] const int Heads = 8;
    /// <summary>Layers of each half.</summary>
    [Parameter] const int Layers = 6;
    [Parameter] const double DropRate = 0.1;
    /// <summary>Ints beside the block: the text to be continued.</summary>
    [Parameter] const string Target = "target";
}
