using DeepDsl;

namespace FashionMnist.Models;

[Model, Input(784), Dense(256, Activation = Activation.ReLU), Dense(128, Activation = Activation.ReLU), Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy), Train(Optimizer = Optimizer.Adam)]
public partial class Mlp;
