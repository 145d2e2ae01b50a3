using DeepDsl;

[Model, Input(784), Dense(128, Activation = Activation.ReLU), Dense(10, Activation = Activation.Softmax)]
[Loss([|Loss.SoftmaxCrossEntropy|])]
public partial class Net;
