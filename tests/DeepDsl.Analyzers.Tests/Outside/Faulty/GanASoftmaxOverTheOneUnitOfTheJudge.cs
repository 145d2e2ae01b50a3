using DeepDsl;

[Model, Input(28, 28, 1), Conv2D(32, Kernel = 4, Stride = 2, Pad = 1), LeakyReLU(Slope = 0.2), Flatten, [|Dense(1)|], [|Softmax|]]
[[|Loss(Loss.BinaryCrossEntropy)|]]
public partial class Judge;
