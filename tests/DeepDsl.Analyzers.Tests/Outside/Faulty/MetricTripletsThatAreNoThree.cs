using DeepDsl;

[Model, Input(32, 32, 1), Conv2D(16, Kernel = 3, Activation = Activation.ReLU), GlobalAvgPool2D, [|Dense(64)|], [|Loss(Loss.Triplet)|]]
public partial class Faces;
