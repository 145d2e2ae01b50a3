using DeepDsl;

[Model, Input(64), Dense(32, Activation = Activation.ReLU, Name = "trunk"), Dense(5, Name = "kind"), Dense(1, From = "trunk", Name = "age")]
[Output("kind"), Output("age"), Loss(Loss.SoftmaxCrossEntropy, Output = "kind")]
[Loss(Loss.MeanSquaredError, Output = "age", [|Weight = -1|])]
public partial class Faces;
