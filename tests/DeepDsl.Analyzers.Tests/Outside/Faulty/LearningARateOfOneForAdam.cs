using DeepDsl;

[Model, Input(784), Dense(128, Activation = Activation.ReLU), Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
[Train(Optimizer = Optimizer.Adam, [|LearningRate = 1|])]
public partial class Net;
