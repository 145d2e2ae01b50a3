using DeepDsl;

// Dong et al., 2016.
[Model, Input(20, 20, 1)]
[Conv2D(56, Kernel = 5, Padding = Padding.Same), PReLU, Conv2D(12, Kernel = 1), PReLU]
[Conv2D(12, Kernel = 3, Padding = Padding.Same), PReLU, Conv2D(12, Kernel = 3, Padding = Padding.Same), PReLU]
[Conv2D(12, Kernel = 3, Padding = Padding.Same), PReLU, Conv2D(12, Kernel = 3, Padding = Padding.Same), PReLU]
[Conv2D(56, Kernel = 1), PReLU, ConvTranspose2D(1, Kernel = 9, Stride = 2, Pad = 4, OutputPadding = 1)]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class Fsrcnn;
