using DeepDsl;

namespace Zoo;

/// <summary>Koch et al. (2015): one tower for two letters, and the distance of what it makes of them.</summary>
[Model, Input(105, 105, 1, Name = "left"), Input(105, 105, 1, Name = "right")]
[Conv2D(64, Kernel = 10, Activation = Activation.ReLU, L2 = 2e-4, From = "left", Name = "edges"), MaxPool2D(2)]
[Conv2D(128, Kernel = 7, Activation = Activation.ReLU, L2 = 2e-4, Name = "strokes"), MaxPool2D(2)]
[Conv2D(128, Kernel = 4, Activation = Activation.ReLU, L2 = 2e-4, Name = "parts"), MaxPool2D(2)]
[Conv2D(256, Kernel = 4, Activation = Activation.ReLU, L2 = 2e-4, Name = "letters"), Flatten]
[Dense(4096, Activation = Activation.Sigmoid, L2 = 1e-4, Name = "code")]
[Conv2D(64, Kernel = 10, Activation = Activation.ReLU, L2 = 2e-4, From = "right", Share = "edges"), MaxPool2D(2)]
[Conv2D(128, Kernel = 7, Activation = Activation.ReLU, L2 = 2e-4, Share = "strokes"), MaxPool2D(2)]
[Conv2D(128, Kernel = 4, Activation = Activation.ReLU, L2 = 2e-4, Share = "parts"), MaxPool2D(2)]
[Conv2D(256, Kernel = 4, Activation = Activation.ReLU, L2 = 2e-4, Share = "letters"), Flatten]
[Dense(4096, Activation = Activation.Sigmoid, L2 = 1e-4, Share = "code")]
[Subtract("code"), Map(nameof(Size))]
[Dense(1, Activation = Activation.Sigmoid)]
[Loss(Loss.BinaryCrossEntropy), Train(Optimizer = Optimizer.Momentum, LearningRate = 0.01, Momentum = 0.5, BatchSize = 128)]
public partial class Siamese
{
    static float Size(float x) => System.MathF.Abs(x);
}
