using DeepDsl;

namespace Gan;

/// <summary>From an image to a score, above 0 where it looks real.</summary>
// <discriminator>
[Block]
[Conv2D(Width, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2)]
[Conv2D(Width * 2, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2)]
[Flatten, Dropout(0.3), Dense(1)]
public partial class ImageDiscriminator
{
    [Parameter] const int Width = 32;
}

[Model, Input(8, 8, 1), ImageDiscriminator(Width = 32), Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4, Beta1 = 0.5)]
public partial class DigitDiscriminator;
// </discriminator>

/// <summary>The same for Fashion-MNIST.</summary>
[Model, Input(28, 28, 1), ImageDiscriminator(Width = 32), Loss(Loss.SigmoidCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4, Beta1 = 0.5)]
public partial class FashionDiscriminator;
