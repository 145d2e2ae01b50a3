using DeepDsl;

[Model, Input(100), [|Dense(6275)|], BatchNorm, ReLU, [|Reshape(7, 7, 128)|]]
[ConvTranspose2D(64, Kernel = 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU]
[ConvTranspose2D(1, Kernel = 4, Stride = 2, Pad = 1, Activation = Activation.Tanh)]
public partial class Maker;
