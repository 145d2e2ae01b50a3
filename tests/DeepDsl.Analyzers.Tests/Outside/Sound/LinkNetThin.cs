using DeepDsl;

// Chaurasia and Culurciello, 2017: sums in place of concatenations.
[Model, Input(64, 64, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU(Name = "a"), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU(Name = "b"), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(32, Kernel = 2, Stride = 2), Add("b"), Conv2D(32, Kernel = 3, Padding = Padding.Same, Bias = false)]
[BatchNorm, ReLU]
[ConvTranspose2D(16, Kernel = 2, Stride = 2), Add("a"), Conv2D(16, Kernel = 3, Padding = Padding.Same, Bias = false)]
[BatchNorm, ReLU]
[Conv2D(5, Kernel = 1), Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.RMSprop, LearningRate = 5e-4)]
public partial class LinkNetThin;
