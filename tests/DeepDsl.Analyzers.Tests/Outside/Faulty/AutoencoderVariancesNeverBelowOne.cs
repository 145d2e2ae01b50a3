using DeepDsl;

[Model, Input(784), Dense(256, Activation = Activation.ReLU, Name = "encoded")]
[[|Dense(20, From = "encoded", [|Activation = Activation.ReLU|], Name = "logVariance")|]]
[Dense(20, From = "encoded"), [|Reparameterize("logVariance")|], Dense(256, Activation = Activation.ReLU), Dense(784)]
[Loss(Loss.SigmoidCrossEntropy)]
public partial class Variational;
