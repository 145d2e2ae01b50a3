namespace DeepDsl.Models;

/// <summary>Howard et al. (2019), the large network, for 224x224x3.</summary>
[Block]
[ConvNorm(Filters = 16, Kernel = 3, Stride = 2, Function = Activation.HardSwish, Eps = 1e-3, Momentum = 0.01, TorchName = "features.0")]
[MobileStep(Filters = 16, Expanded = 16, Function = Activation.ReLU, TorchName = "features.1")]
[MobileStep(Filters = 24, Expanded = 64, Stride = 2, Function = Activation.ReLU, TorchName = "features.2")]
[MobileStep(Filters = 24, Expanded = 72, Function = Activation.ReLU, TorchName = "features.3")]
[MobileStep(Filters = 40, Expanded = 72, Kernel = 5, Stride = 2, Squeeze = 24, Function = Activation.ReLU, TorchName = "features.4")]
[MobileStep(Filters = 40, Expanded = 120, Kernel = 5, Squeeze = 32, Function = Activation.ReLU, Repeat = 2, TorchName = "features.5")]
[MobileStep(Filters = 80, Expanded = 240, Stride = 2, TorchName = "features.7")]
[MobileStep(Filters = 80, Expanded = 200, TorchName = "features.8")]
[MobileStep(Filters = 80, Expanded = 184, Repeat = 2, TorchName = "features.9")]
[MobileStep(Filters = 112, Expanded = 480, Squeeze = 120, TorchName = "features.11")]
[MobileStep(Filters = 112, Expanded = 672, Squeeze = 168, TorchName = "features.12")]
[MobileStep(Filters = 160, Expanded = 672, Kernel = 5, Stride = 2, Squeeze = 168, TorchName = "features.13")]
[MobileStep(Filters = 160, Expanded = 960, Kernel = 5, Squeeze = 240, Repeat = 2, TorchName = "features.14")]
[ConvNorm(Filters = 960, Function = Activation.HardSwish, Eps = 1e-3, Momentum = 0.01, TorchName = "features.16")]
[GlobalAvgPool2D, Dense(Hidden, Activation = Activation.HardSwish, TorchName = "classifier.0"), Dropout(0.2)]
[Dense(Classes, TorchName = "classifier.3")]
public partial class MobileNetV3Large
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Hidden = 1280;
}
