namespace DeepDsl.Models;

/// <summary>
/// One layer of a Transformer over [T, C]: attention of the sequence with itself, then two dense layers at each step, each with a residual
/// connection and a layer norm. With Causal it is a layer of a decoder that has nothing but its own sequence, as GPT is made of. Its
/// parameters have the names of PyTorch's TransformerEncoderLayer.
/// </summary>
[Block]
[Identity(Name = "x")]
[LayerNorm(Name = "norm1", Eps = Eps, When = PreNorm && !RmsNorm), RMSNorm(Name = "norm1", Eps = Eps, When = PreNorm && RmsNorm)]
[MultiHeadAttention(Heads, Causal = Causal, Window = Window, KeyValueHeads = KeyValueHeads, Positions = Positions, Bias = Bias,
    Dropout = DropRate, Name = "self_attn")]
[Dropout(DropRate, When = DropRate > 0)]
[Add("x")]
[LayerNorm(Name = "norm1", Eps = Eps, When = !PreNorm && !RmsNorm), RMSNorm(Name = "norm1", Eps = Eps, When = !PreNorm && RmsNorm)]
[Identity(Name = "attended")]
[LayerNorm(Name = "norm2", Eps = Eps, When = PreNorm && !RmsNorm), RMSNorm(Name = "norm2", Eps = Eps, When = PreNorm && RmsNorm)]
[Dense(FeedForward > 0 ? FeedForward : 4 * Channels, Activation = Function, Bias = Bias, Name = "linear1", When = !Gated)]
[Identity(Name = "fed", When = Gated)]
[Dense(FeedForward > 0 ? FeedForward : 4 * Channels, Activation = Function, Bias = Bias, Name = "gate", When = Gated)]
[Dense(FeedForward > 0 ? FeedForward : 4 * Channels, Bias = Bias, Name = "linear1", From = "fed", When = Gated)]
[Multiply("gate", When = Gated)]
[Dropout(DropRate, When = DropRate > 0)]
[Dense(Channels, Bias = Bias, Name = "linear2")]
[Dropout(DropRate, When = DropRate > 0)]
[Add("attended")]
[LayerNorm(Name = "norm2", Eps = Eps, When = !PreNorm && !RmsNorm), RMSNorm(Name = "norm2", Eps = Eps, When = !PreNorm && RmsNorm)]
public partial class TransformerEncoder
{
    [Parameter] const int Heads = 8;
    /// <summary>Width between the two dense layers; 0 for four times the channels.</summary>
    [Parameter] const int FeedForward = 0;
    [Parameter] const double DropRate = 0;
    [Parameter] const Activation Function = Activation.ReLU;
    /// <summary>What the first dense layer gives is multiplied by what another does, which has the activation: SwiGLU, with SiLU.</summary>
    [Parameter] const bool Gated = false;
    /// <summary>Norms stand before attention and dense layers rather than behind the sums.</summary>
    [Parameter] const bool PreNorm = false;
    /// <summary>Norms are RMSNorm, which subtracts no mean and adds no bias.</summary>
    [Parameter] const bool RmsNorm = false;
    /// <summary>Attention and dense layers have biases.</summary>
    [Parameter] const bool Bias = true;
    /// <summary>A step sees none that come later.</summary>
    [Parameter] const bool Causal = false;
    /// <summary>A step sees steps less than so many away; 0 for all.</summary>
    [Parameter] const int Window = 0;
    /// <summary>Heads of keys and values; 0 for as many as Heads.</summary>
    [Parameter] const int KeyValueHeads = 0;
    [Parameter] const RelativePositions Positions = RelativePositions.None;
    [Parameter] const double Eps = 1e-5;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}
