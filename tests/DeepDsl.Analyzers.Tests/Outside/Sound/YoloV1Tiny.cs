using DeepDsl;

// Redmon et al., 2015: 7 x 7 cells of two boxes and twenty classes, trained by squared errors.
[Model, Input(448, 448, 3)]
[Conv2D(16, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(64, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(128, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(512, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), MaxPool2D(2)]
[Conv2D(256, Kernel = 3, Padding = Padding.Same), LeakyReLU(Slope = 0.1), Flatten, Dense(7 * 7 * 30), Reshape(7, 7, 30)]
[Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Momentum, LearningRate = 1e-3, Momentum = 0.9, WeightDecay = 5e-4, BatchSize = 64)]
public partial class YoloV1Tiny;
