namespace DeepDsl.Models;

/// <summary>An auxiliary classifier of a <see cref="GoogLeNet"/>, which helps to train what lies below it.</summary>
[Block]
[AdaptiveAvgPool2D(4), InceptionConv(Filters = 128, TorchName = "conv"), Flatten]
[Dense(1024, Activation = Activation.ReLU, TorchName = "fc1"), Dropout(0.7), Dense(Classes, TorchName = "fc2")]
public partial class GoogLeNetAuxiliary
{
    [Parameter] const int Classes = 1000;
}
