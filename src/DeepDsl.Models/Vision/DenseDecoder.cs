namespace DeepDsl.Models;

/// <summary>The second half of a <see cref="DeepAutoencoder"/>: from a code to the vector.</summary>
[Block]
[Dense(Wide / 4, Activation = Activation.ReLU), Dense(Wide / 2, Activation = Activation.ReLU), Dense(Wide, Activation = Activation.ReLU)]
[Dense(Features)]
public partial class DenseDecoder
{
    [Parameter] const int Features = 784;
    [Parameter] const int Wide = 1000;
}
