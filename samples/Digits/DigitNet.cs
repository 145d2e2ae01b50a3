using DeepDsl;

namespace Digits;

// <model>
[Model]
[Input(8, 8, 1)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(64, Kernel = 3, Activation = Activation.ReLU), SpatialDropout2D(0.2)]
[MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Activation = Activation.ReLU)]
[Flatten, Dropout(0.5)]
[Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy, LabelSmoothing = 0.1), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3, BatchSize = 32)]
public partial class DigitNet;
// </model>
