namespace DeepDsl.Models;

/// <summary>
/// Radford et al. (2019), the small one of four: from tokens [T] to scores of the token that follows each, [T, Vocabulary], by the vectors
/// that tokens come in with.
/// </summary>
[Block]
[Embedding(Vocabulary, Width, InitValue = 0.02, Name = "tokens", TorchName = "wte"), LearnedPositions(Length = Length, TorchName = "wpe")]
[Dropout(DropRate, When = DropRate > 0)]
[TransformerEncoder(Heads = Heads, PreNorm = true, Causal = true, Function = Activation.GELUTanh, DropRate = DropRate, Repeat = Layers,
    TorchName = "h.0")]
[LayerNorm(TorchName = "ln_f"), Unembed("tokens")]
public partial class Gpt2
{
    [Parameter] const int Vocabulary = 50257;
    /// <summary>Positions that have a vector; 0 for as many as the input has.</summary>
    [Parameter] const int Length = 1024;
    [Parameter] const int Width = 768;
    [Parameter] const int Heads = 12;
    [Parameter] const int Layers = 12;
    [Parameter] const double DropRate = 0.1;
}
