using DeepDsl;

namespace SelfSupervised;

// <model>
/// <summary>From an image to 128 numbers that say what is to be seen.</summary>
[Block]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Activation = Activation.ReLU)]
[Flatten, Dense(128, Activation = Activation.ReLU)]
public partial class Encoder;

/// <summary>Finds, for each of 256 images, the other view of the same among the views of all.</summary>
[Model, Input(2 * Pairs, 8, 8, 1), Encoder(Name = "encoder", PerStep = true)]
[Dense(128, Activation = Activation.ReLU), Dense(64), Reshape(2, Pairs, 64)]
[Loss(Loss.InfoNCE, Temperature = 1), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 1)]
public partial class ViewMatcher
{
    public const int Pairs = 256;
}

/// <summary>Says which digit it is.</summary>
[Model, Input(8, 8, 1), Encoder(Name = "encoder"), Dense(10, Name = "digit")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class DigitClassifier;
// </model>
