using DeepDsl;

[Model, Input(32, Name = "a"), Input(48, Name = "b")]
[Dense(64, From = "a", Activation = Activation.ReLU, Name = "left")]
[[|Dense(64, From = "b", Activation = Activation.ReLU, Share = "left")|], Subtract("left"), Dense(1)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Same;
