namespace DeepDsl.Models;

/// <summary>
/// Tan and Le (2019), for 224x224x3. <c>DropRate</c> is the probability of leaving out the last residual branch in training; those before
/// it
/// have less, in proportion to their place.
/// </summary>
[Block]
[ConvNorm(Filters = 32, Kernel = 3, Stride = 2, Function = Activation.SiLU, TorchName = "features.0")]
[MBConv(Filters = 16, Expanded = 32, Squeeze = 8, TorchName = "features.1.0")]
[MBConv(Filters = 24, Expanded = 96, Stride = 2, Squeeze = 4, TorchName = "features.2.0")]
[MBConv(Filters = 24, Expanded = 144, Squeeze = 6, DropRate = DropRate * 2 / 16, TorchName = "features.2.1")]
[MBConv(Filters = 40, Expanded = 144, Kernel = 5, Stride = 2, Squeeze = 6, TorchName = "features.3.0")]
[MBConv(Filters = 40, Expanded = 240, Kernel = 5, Squeeze = 10, DropRate = DropRate * 4 / 16, TorchName = "features.3.1")]
[MBConv(Filters = 80, Expanded = 240, Stride = 2, Squeeze = 10, TorchName = "features.4.0")]
[MBConv(Filters = 80, Expanded = 480, Squeeze = 20, DropRate = DropRate * 6 / 16, TorchName = "features.4.1")]
[MBConv(Filters = 80, Expanded = 480, Squeeze = 20, DropRate = DropRate * 7 / 16, TorchName = "features.4.2")]
[MBConv(Filters = 112, Expanded = 480, Kernel = 5, Squeeze = 20, TorchName = "features.5.0")]
[MBConv(Filters = 112, Expanded = 672, Kernel = 5, Squeeze = 28, DropRate = DropRate * 9 / 16, TorchName = "features.5.1")]
[MBConv(Filters = 112, Expanded = 672, Kernel = 5, Squeeze = 28, DropRate = DropRate * 10 / 16, TorchName = "features.5.2")]
[MBConv(Filters = 192, Expanded = 672, Kernel = 5, Stride = 2, Squeeze = 28, TorchName = "features.6.0")]
[MBConv(Filters = 192, Expanded = 1152, Kernel = 5, Squeeze = 48, DropRate = DropRate * 12 / 16, TorchName = "features.6.1")]
[MBConv(Filters = 192, Expanded = 1152, Kernel = 5, Squeeze = 48, DropRate = DropRate * 13 / 16, TorchName = "features.6.2")]
[MBConv(Filters = 192, Expanded = 1152, Kernel = 5, Squeeze = 48, DropRate = DropRate * 14 / 16, TorchName = "features.6.3")]
[MBConv(Filters = 320, Expanded = 1152, Squeeze = 48, TorchName = "features.7.0")]
[ConvNorm(Filters = 1280, Function = Activation.SiLU, TorchName = "features.8")]
[GlobalAvgPool2D, Dropout(0.2), Dense(Classes, TorchName = "classifier.1")]
public partial class EfficientNetB0
{
    [Parameter] const int Classes = 1000;
    [Parameter] const double DropRate = 0.2;
}
