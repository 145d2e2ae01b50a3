using DeepDsl;

[Model, Input(64), Dense(32, Activation = Activation.ReLU, Name = "trunk"), Dense(5, Name = "kind"), Dense(4, From = "trunk", Name = "box")]
[Output("kind"), Output("box"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind"), Loss(Loss.Huber, [|Output = "boxes"|])]
public partial class Detector;
