using DeepDsl;

// Shi et al., 2015: text in images, column by column.
[Model, Input(32, 100, 1)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU), MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same, Bias = false), BatchNorm, ReLU, MaxPool2D(KernelH = 8, KernelW = 1)]
[Reshape(25, 256), LSTM(128, Bidirectional = Merge.Concat), LSTM(128, Bidirectional = Merge.Concat), Dense(37)]
[Loss(Loss.CTC), Train(Optimizer = Optimizer.Adadelta, LearningRate = 1)]
public partial class CrnnReader;
