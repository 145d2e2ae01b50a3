using DeepDsl;

namespace Gan;

/// <summary>From random numbers to an image four times as high and wide as what it begins with.</summary>
// <generator>
[Block]
[ConvTranspose2D(Width * 2, Kernel = Start, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(Width, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Sigmoid)]
public partial class ImageGenerator
{
    [Parameter] const int Start = 2;
    [Parameter] const int Width = 32;

    /// <summary>How many random numbers an image is made of.</summary>
    public const int Numbers = 32;
}

[Model, Input(1, 1, ImageGenerator.Numbers), ImageGenerator(Start = 2, Width = 32)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4, Beta1 = 0.5)]
public partial class DigitGenerator;
// </generator>

/// <summary>The same for Fashion-MNIST.</summary>
[Model, Input(1, 1, ImageGenerator.Numbers), ImageGenerator(Start = 7, Width = 32)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 5e-4, Beta1 = 0.5)]
public partial class FashionGenerator;
