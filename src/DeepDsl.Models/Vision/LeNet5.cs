namespace DeepDsl.Models;

/// <summary>LeCun et al. (1998), with average pools and tanh, for images such as 32x32x1: 61,706 parameters with 10 classes.</summary>
[Block]
[Conv2D(6, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2)]
[Conv2D(16, Kernel = 5, Activation = Activation.Tanh), AvgPool2D(2)]
[Flatten]
[Dense(120, Activation = Activation.Tanh)]
[Dense(84, Activation = Activation.Tanh)]
[Dense(Classes)]
public partial class LeNet5
{
    [Parameter] const int Classes = 10;
}
