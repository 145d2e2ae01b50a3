using DeepDsl;

// Mao et al., 2017: squared errors of one score.
[Model, Input(32, 32, 3)]
[Conv2D(64, Kernel = 5, Stride = 2, Padding = Padding.Same), LeakyReLU(Slope = 0.2)]
[Conv2D(128, Kernel = 5, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2)]
[Conv2D(256, Kernel = 5, Stride = 2, Padding = Padding.Same, Bias = false), BatchNorm, LeakyReLU(Slope = 0.2)]
[Flatten, Dense(1), Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 2e-4, Beta1 = 0.5)]
public partial class LsganDiscriminator;
