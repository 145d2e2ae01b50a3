using DeepDsl;

[Model, Input(784), Dense(128, Activation = Activation.Sigmoid), Dense(128, Activation = Activation.Sigmoid)]
[[|Dense(128, Activation = Activation.Sigmoid)|]]
[[|Dense(128, Activation = Activation.Sigmoid)|], [|Dense(64, Activation = Activation.Sigmoid)|], Dense(10)]
[Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
