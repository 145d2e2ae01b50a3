using DeepDsl;

namespace Transfer;

// <model>
/// <summary>Says which digit it is.</summary>
[Model, Input(8, 8, 1)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Activation = Activation.ReLU), Flatten(Name = "features")]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class DigitNet;

/// <summary>Says whether it is even or odd: the same layers up to the features, and a head of its own.</summary>
[Model, Extends(typeof(DigitNet), Until = "features")]
[Dropout(0.5), Dense(2, Name = "parity")]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class ParityNet;
// </model>
