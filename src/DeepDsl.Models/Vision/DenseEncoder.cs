namespace DeepDsl.Models;

/// <summary>The first half of a <see cref="DeepAutoencoder"/>: from a vector to its code.</summary>
[Block]
[Dense(Wide, Activation = Activation.ReLU), Dense(Wide / 2, Activation = Activation.ReLU), Dense(Wide / 4, Activation = Activation.ReLU)]
[Dense(Code)]
public partial class DenseEncoder
{
    [Parameter] const int Code = 30;
    [Parameter] const int Wide = 1000;
}
