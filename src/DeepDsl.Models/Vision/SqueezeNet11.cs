namespace DeepDsl.Models;

/// <summary>Iandola et al. (2016), version 1.1, as accurate as 1.0 for 0.4 times as many multiply-adds, for 227x227x3.</summary>
[Block]
[Conv2D(64, Kernel = 3, Stride = 2, Activation = Activation.ReLU, TorchName = "features.0"), MaxPool2D(3, Stride = 2, Ceil = true)]
[Fire(Squeeze = 16, Expand = 64, TorchName = "features.3"), Fire(Squeeze = 16, Expand = 64, TorchName = "features.4")]
[MaxPool2D(3, Stride = 2, Ceil = true)]
[Fire(Squeeze = 32, Expand = 128, TorchName = "features.6"), Fire(Squeeze = 32, Expand = 128, TorchName = "features.7")]
[MaxPool2D(3, Stride = 2, Ceil = true)]
[Fire(Squeeze = 48, Expand = 192, TorchName = "features.9"), Fire(Squeeze = 48, Expand = 192, TorchName = "features.10")]
[Fire(Squeeze = 64, Expand = 256, TorchName = "features.11"), Fire(Squeeze = 64, Expand = 256, TorchName = "features.12"), Dropout(0.5)]
[Conv2D(Classes, Kernel = 1, Activation = Activation.ReLU, TorchName = "classifier.1"), GlobalAvgPool2D]
public partial class SqueezeNet11
{
    [Parameter] const int Classes = 1000;
}
