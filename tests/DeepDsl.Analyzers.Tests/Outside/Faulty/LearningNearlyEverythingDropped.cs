using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), [|Dropout(0.95)|], Dense(10), Loss(Loss.SoftmaxCrossEntropy)]
public partial class Net;
