using DeepDsl;

[Model, Input(8), Dense(16, Activation = Activation.ReLU), Dense(3), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, [|Momentum = 0.95|])]
public partial class Net;
