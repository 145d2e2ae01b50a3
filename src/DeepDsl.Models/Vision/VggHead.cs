namespace DeepDsl.Models;

/// <summary>The dense layers that end a <see cref="Vgg16"/>, over features of any size.</summary>
[Block]
[AdaptiveAvgPool2D(7), Flatten]
[Dense(Hidden, Activation = Activation.ReLU, TorchName = "classifier.0"), Dropout(0.5)]
[Dense(Hidden, Activation = Activation.ReLU, TorchName = "classifier.3"), Dropout(0.5)]
[Dense(Classes, TorchName = "classifier.6")]
public partial class VggHead
{
    [Parameter] const int Classes = 1000;
    [Parameter] const int Hidden = 4096;
}
