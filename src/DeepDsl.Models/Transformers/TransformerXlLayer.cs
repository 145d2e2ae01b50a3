namespace DeepDsl.Models;

/// <summary>
/// One layer of Transformer-XL over a segment [T, C] of a longer text: attention by content and distance, of the steps of the segment before
/// too where the use names them by InitialState, then two dense layers at each step, each with a residual connection and a layer norm behind
/// the sum. Its parameters have the names of the code that came with the paper.
/// </summary>
[Block]
[Identity(Name = "x")]
[RelativeAttention(Heads, HeadSize = HeadSize, Causal = true, Dropout = AttentionDropRate, Name = "dec_attn")]
[Dropout(DropRate, When = DropRate > 0), Add("x"), LayerNorm(TorchName = "dec_attn.layer_norm")]
[Identity(Name = "attended")]
[Dense(FeedForward > 0 ? FeedForward : 4 * Channels, Activation = Activation.ReLU, TorchName = "pos_ff.CoreNet.0")]
[Dropout(DropRate, When = DropRate > 0)]
[Dense(Channels, TorchName = "pos_ff.CoreNet.3")]
[Dropout(DropRate, When = DropRate > 0), Add("attended"), LayerNorm(TorchName = "pos_ff.layer_norm")]
public partial class TransformerXlLayer
{
    [Parameter] const int Heads = 8;
    /// <summary>Channels of a head; 0 for as many as divide the width.</summary>
    [Parameter] const int HeadSize = 0;
    /// <summary>Width between the two dense layers; 0 for four times the channels.</summary>
    [Parameter] const int FeedForward = 0;
    [Parameter] const double DropRate = 0;
    /// <summary>Of the weights of attention.</summary>
    [Parameter] const double AttentionDropRate = 0;
    [Parameter(From = Of.InputChannels)] const int Channels = 1;
}
