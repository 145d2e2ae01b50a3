namespace DeepDsl.Models;

/// <summary>Dosovitskiy et al. (2020), the base one with patches of 16x16, for 224x224x3 or other multiples of a patch.</summary>
[Block]
[Conv2D(Width, Kernel = Patch, Stride = Patch, TorchName = "conv_proj"), Reshape(-1, Width)]
[ClassToken(TorchName = "class_token"), LearnedPositions(TorchName = "encoder.pos_embedding"), Dropout(DropRate, When = DropRate > 0)]
[ViTLayer(Heads = Heads, DropRate = DropRate, Repeat = Layers, TorchName = "encoder.layers.encoder_layer_0")]
[LayerNorm(Eps = 1e-6, TorchName = "encoder.ln"), FirstStep, Dense(Classes, TorchName = "heads.head")]
public partial class ViT
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Patch = 16;
    [Parameter] const int Width = 768;
    [Parameter] const int Heads = 12;
    [Parameter] const int Layers = 12;
    [Parameter] const double DropRate = 0;
}
