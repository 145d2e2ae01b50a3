// Told as info: gradients of the other answer may come from elsewhere.
using DeepDsl;

[Model, Input(64), Dense(32, Activation = Activation.ReLU, Name = "trunk"), Dense(5, Name = "kind")]
[[|Dense(1, From = "trunk", Name = "age")|]]
[Output("kind"), [|Output("age")|], [|Loss(Loss.SoftmaxCrossEntropy, Output = "kind")|]]
public partial class Faces;
