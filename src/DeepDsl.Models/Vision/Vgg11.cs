namespace DeepDsl.Models;

/// <summary>Simonyan and Zisserman (2014), column A, for 224x224x3.</summary>
[Block]
[Conv2D(Width, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.0"), MaxPool2D(2)]
[Conv2D(Width * 2, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.3"), MaxPool2D(2)]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.6")]
[Conv2D(Width * 4, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.8"), MaxPool2D(2)]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.11")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.13"), MaxPool2D(2)]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.16")]
[Conv2D(Width * 8, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, TorchName = "features.18"), MaxPool2D(2)]
[VggHead(Classes = Classes, Hidden = Hidden)]
public partial class Vgg11
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Width = 64;
    [Parameter] const int Hidden = 4096;
}
