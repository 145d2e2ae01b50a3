using DeepDsl;

// Mao et al., 2016: mirrored convolutions with skips.
[Model, Input(40, 40, 1, Name = "noisy")]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "e2")]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(32, Kernel = 3, Padding = Padding.Same, Activation = Activation.ReLU)]
[ConvTranspose2D(32, Kernel = 3, Pad = 1, Activation = Activation.ReLU), ConvTranspose2D(32, Kernel = 3, Pad = 1), Add("e2")]
[ReLU]
[ConvTranspose2D(32, Kernel = 3, Pad = 1, Activation = Activation.ReLU), ConvTranspose2D(1, Kernel = 3, Pad = 1), Add("noisy")]
[Loss(Loss.MeanSquaredError), Train(Optimizer = Optimizer.Adam, LearningRate = 1e-4)]
public partial class RedNet10;
