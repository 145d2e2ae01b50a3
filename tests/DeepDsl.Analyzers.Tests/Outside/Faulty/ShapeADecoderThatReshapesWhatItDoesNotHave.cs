using DeepDsl;

[Model, Input(64), Dense(1024, Activation = Activation.ReLU), [|Reshape(8, 8, 32)|]]
[ConvTranspose2D(16, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.ReLU)]
[ConvTranspose2D(3, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh), Loss(Loss.MeanSquaredError)]
public partial class Generator;
