namespace DeepDsl.Models;

/// <summary>
/// Touvron et al. (2023), with fewer heads of keys and values as from their second version on: from tokens [T] to scores of the token that
/// follows each, [T, Vocabulary]. The sizes are those of TinyLlama (Zhang et al., 2024).
/// </summary>
[Block]
[Embedding(Vocabulary, Width, InitValue = 0.02, Name = "tokens", TorchName = "embed_tokens")]
[TransformerEncoder(Heads = Heads, KeyValueHeads = KeyValueHeads, FeedForward = FeedForward, Function = Activation.SiLU, Gated = true,
    PreNorm = true, RmsNorm = true, Bias = false, Eps = Eps, Causal = true, Positions = RelativePositions.Rotary, DropRate = DropRate,
    Repeat = Layers, TorchName = "layers.0")]
[RMSNorm(Eps = Eps, TorchName = "norm"), Dense(Vocabulary, Bias = false, TorchName = "lm_head")]
public partial class Llama
{
    [Parameter] const int Vocabulary = 32000;
    [Parameter] const int Width = 2048;
    [Parameter] const int Heads = 32;
    /// <summary>Heads of keys and values, each for some of Heads.</summary>
    [Parameter] const int KeyValueHeads = 4;
    /// <summary>Width between the dense layers; 0 for four times the other.</summary>
    [Parameter] const int FeedForward = 5632;
    [Parameter] const int Layers = 22;
    [Parameter] const double Eps = 1e-5;
    [Parameter] const double DropRate = 0;
}
