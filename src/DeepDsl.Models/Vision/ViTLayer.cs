namespace DeepDsl.Models;

/// <summary>A layer of <see cref="ViT"/>: attention, then two dense layers at each step, each behind a norm and added to what it read.</summary>
[Block]
[Identity(Name = "x"), LayerNorm(Eps = 1e-6, TorchName = "ln_1")]
[MultiHeadAttention(Heads, Dropout = DropRate, TorchName = "self_attention"), Dropout(DropRate, When = DropRate > 0), Add("x")]
[Identity(Name = "attended"), LayerNorm(Eps = 1e-6, TorchName = "ln_2")]
[Dense(4 * Width, Activation = Activation.GELU, TorchName = "mlp.0"), Dropout(DropRate, When = DropRate > 0)]
[Dense(Width, TorchName = "mlp.3"), Dropout(DropRate, When = DropRate > 0), Add("attended")]
public partial class ViTLayer
{
    [Parameter] const int Heads = 12;
    [Parameter] const double DropRate = 0;
    [Parameter(From = Of.InputChannels)] const int Width = 1;
}
