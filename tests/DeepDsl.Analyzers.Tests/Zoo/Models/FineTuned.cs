using DeepDsl;

namespace Zoo;

/// <summary>A trunk whose parameters come from a file and stay, and a head that is trained.</summary>
[Model, Input(64, 64, 3)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Trainable = false), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Trainable = false), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Trainable = false)]
[GlobalAvgPool2D]
[Dense(256, Activation = Activation.ReLU), Dropout(0.5)]
[Dense(2)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4, BatchSize = 32)]
public partial class FineTuned;
