namespace DeepDsl.Models;

/// <summary>Howard et al. (2019), the small network, for 224x224x3.</summary>
[Block]
[ConvNorm(Filters = 16, Kernel = 3, Stride = 2, Function = Activation.HardSwish, Eps = 1e-3, Momentum = 0.01, TorchName = "features.0")]
[MobileStep(Filters = 16, Expanded = 16, Stride = 2, Squeeze = 8, Function = Activation.ReLU, TorchName = "features.1")]
[MobileStep(Filters = 24, Expanded = 72, Stride = 2, Function = Activation.ReLU, TorchName = "features.2")]
[MobileStep(Filters = 24, Expanded = 88, Function = Activation.ReLU, TorchName = "features.3")]
[MobileStep(Filters = 40, Expanded = 96, Kernel = 5, Stride = 2, Squeeze = 24, TorchName = "features.4")]
[MobileStep(Filters = 40, Expanded = 240, Kernel = 5, Squeeze = 64, Repeat = 2, TorchName = "features.5")]
[MobileStep(Filters = 48, Expanded = 120, Kernel = 5, Squeeze = 32, TorchName = "features.7")]
[MobileStep(Filters = 48, Expanded = 144, Kernel = 5, Squeeze = 40, TorchName = "features.8")]
[MobileStep(Filters = 96, Expanded = 288, Kernel = 5, Stride = 2, Squeeze = 72, TorchName = "features.9")]
[MobileStep(Filters = 96, Expanded = 576, Kernel = 5, Squeeze = 144, Repeat = 2, TorchName = "features.10")]
[ConvNorm(Filters = 576, Function = Activation.HardSwish, Eps = 1e-3, Momentum = 0.01, TorchName = "features.12")]
[GlobalAvgPool2D, Dense(Hidden, Activation = Activation.HardSwish, TorchName = "classifier.0"), Dropout(0.2)]
[Dense(Classes, TorchName = "classifier.3")]
public partial class MobileNetV3Small
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Hidden = 1024;
}
