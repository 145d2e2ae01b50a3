namespace DeepDsl.Models;

/// <summary>Simonyan and Zisserman (2014), column E, for 224x224x3.</summary>
[Block]
[Conv2D(Width, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.0")]
[Conv2D(Width, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.2"), MaxPool2D(2)]
[Conv2D(Width * 2, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.5")]
[Conv2D(Width * 2, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.7"), MaxPool2D(2)]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.10")]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.12")]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.14")]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.16"), MaxPool2D(2)]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.19")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.21")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.23")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.25"), MaxPool2D(2)]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.28")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.30")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.32")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.34"), MaxPool2D(2)]
[VggHead(Classes = Classes, Hidden = Hidden)]
public partial class Vgg19
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Width = 64;
    [Parameter] const int Hidden = 4096;
}
