namespace DeepDsl.Models;

/// <summary>
/// Sandler et al. (2018), for 224x224x3; <c>Width</c> makes all layers narrower or wider, to multiples of 8 that lose at most a tenth.
/// </summary>
[Block]
[ConvNorm(Filters = C32, Kernel = 3, Stride = 2, Function = Activation.ReLU6, TorchName = "features.0")]
[InvertedResidual(Filters = C16, Expand = 1, TorchName = "features.1")]
[InvertedResidual(Filters = C24, Stride = 2, TorchName = "features.2"), InvertedResidual(Filters = C24, TorchName = "features.3")]
[InvertedResidual(Filters = C32, Stride = 2, TorchName = "features.4")]
[InvertedResidual(Filters = C32, Repeat = 2, TorchName = "features.5")]
[InvertedResidual(Filters = C64, Stride = 2, TorchName = "features.7")]
[InvertedResidual(Filters = C64, Repeat = 3, TorchName = "features.8")]
[InvertedResidual(Filters = C96, Repeat = 3, TorchName = "features.11")]
[InvertedResidual(Filters = C160, Stride = 2, TorchName = "features.14")]
[InvertedResidual(Filters = C160, Repeat = 2, TorchName = "features.15")]
[InvertedResidual(Filters = C320, TorchName = "features.17")]
[ConvNorm(Filters = Last, Function = Activation.ReLU6, TorchName = "features.18")]
[GlobalAvgPool2D, Dropout(0.2), Dense(Classes, TorchName = "classifier.1")]
public partial class MobileNetV2
{
    [Parameter] const int Classes = 1000;
    [Parameter] const double Width = 1;
    const int C16 = (int)(16 * Width + 4) / 8 * 8 + ((int)(16 * Width + 4) / 8 * 8 < 0.9 * 16 * Width ? 8 : 0);
    const int C24 = (int)(24 * Width + 4) / 8 * 8 + ((int)(24 * Width + 4) / 8 * 8 < 0.9 * 24 * Width ? 8 : 0);
    const int C32 = (int)(32 * Width + 4) / 8 * 8 + ((int)(32 * Width + 4) / 8 * 8 < 0.9 * 32 * Width ? 8 : 0);
    const int C64 = (int)(64 * Width + 4) / 8 * 8 + ((int)(64 * Width + 4) / 8 * 8 < 0.9 * 64 * Width ? 8 : 0);
    const int C96 = (int)(96 * Width + 4) / 8 * 8 + ((int)(96 * Width + 4) / 8 * 8 < 0.9 * 96 * Width ? 8 : 0);
    const int C160 = (int)(160 * Width + 4) / 8 * 8 + ((int)(160 * Width + 4) / 8 * 8 < 0.9 * 160 * Width ? 8 : 0);
    const int C320 = (int)(320 * Width + 4) / 8 * 8 + ((int)(320 * Width + 4) / 8 * 8 < 0.9 * 320 * Width ? 8 : 0);
    const int C1280 = (int)(1280 * Width + 4) / 8 * 8 + ((int)(1280 * Width + 4) / 8 * 8 < 0.9 * 1280 * Width ? 8 : 0);
    const int Last = Width > 1 ? C1280 : 1280;
}
