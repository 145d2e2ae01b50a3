using DeepDsl;

[Model, Input(784), Dense(64, Activation = Activation.ReLU), Dense(784, Activation = Activation.Sigmoid), [|GaussianNoise(0.3)|]]
[Loss(Loss.MeanSquaredError)]
public partial class Auto;
