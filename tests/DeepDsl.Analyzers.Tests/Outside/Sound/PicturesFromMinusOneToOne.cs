using DeepDsl;

[Model, Input(16, 16, 1), Conv2D(8, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Conv2D(16, Kernel = 3, Stride = 2, Padding = Padding.Same, Activation = Activation.ReLU)]
[Flatten, Dense(16), Dense(256, Activation = Activation.ReLU), Reshape(4, 4, 16)]
[ConvTranspose2D(8, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.ReLU)]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh), Loss(Loss.MeanSquaredError)]
[Train(Optimizer = Optimizer.Adam, LearningRate = 1e-3)]
public partial class PicturesFromMinusOneToOne;
