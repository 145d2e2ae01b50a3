namespace DeepDsl.Models;

/// <summary>Krizhevsky (2014), "One weird trick": AlexNet in one tower, without local response normalisation, for 224x224x3.</summary>
[Block]
[Conv2D(Width, Kernel = 11, Stride = 4, Pad = 2, Activation = Activation.ReLU, TorchName = "features.0"), MaxPool2D(3, Stride = 2)]
[Conv2D(Width * 3, Kernel = 5, Pad = 2, Activation = Activation.ReLU, TorchName = "features.3"), MaxPool2D(3, Stride = 2)]
[Conv2D(Width * 6, Kernel = 3, Pad = 1, Activation = Activation.ReLU, TorchName = "features.6")]
[Conv2D(Width * 4, Kernel = 3, Pad = 1, Activation = Activation.ReLU, TorchName = "features.8")]
[Conv2D(Width * 4, Kernel = 3, Pad = 1, Activation = Activation.ReLU, TorchName = "features.10"), MaxPool2D(3, Stride = 2)]
[AdaptiveAvgPool2D(6), Flatten]
[Dropout(Rate), Dense(Hidden, Activation = Activation.ReLU, TorchName = "classifier.1")]
[Dropout(Rate), Dense(Hidden, Activation = Activation.ReLU, TorchName = "classifier.4")]
[Dense(Classes, TorchName = "classifier.6")]
public partial class AlexNet
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Width = 64;
    [Parameter] const int Hidden = 4096;
    [Parameter] const double Rate = 0.5;
}
